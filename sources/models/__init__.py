"""The ground floor's nouns: who speaks, what ties them, what was published and what was captured."""

from sources.models.capture import Capture
from sources.models.change import GroundChange
from sources.models.document import Document
from sources.models.feed import Feed, FeedItem, FeedState
from sources.models.grade import SourceGrade
from sources.models.hash_check import HashCheck, HashFailure
from sources.models.pace import DueFetch, HostPace
from sources.models.payload import CapturedText, Payload
from sources.models.reprint import Reprint
from sources.models.source import Alignment, Source, SourceAlias
from sources.models.tie import Tie

__all__ = [
    "Alignment",
    "Capture",
    "CapturedText",
    "Document",
    "DueFetch",
    "Feed",
    "FeedItem",
    "FeedState",
    "GroundChange",
    "HashCheck",
    "HashFailure",
    "HostPace",
    "Payload",
    "Reprint",
    "Source",
    "SourceAlias",
    "SourceGrade",
    "Tie",
]
