"""The ground floor's nouns: who speaks, what ties them, what was published and what was captured."""

from sources.models.capture import Capture
from sources.models.change import GroundChange
from sources.models.document import Document
from sources.models.grade import SourceGrade
from sources.models.payload import CapturedText, Payload
from sources.models.source import Alignment, Source, SourceAlias
from sources.models.tie import Tie

__all__ = [
    "Alignment",
    "Capture",
    "CapturedText",
    "Document",
    "GroundChange",
    "Payload",
    "Source",
    "SourceAlias",
    "SourceGrade",
    "Tie",
]
