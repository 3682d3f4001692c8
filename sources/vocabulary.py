"""The words for who speaks, what was captured and how exactly a moment is known."""

from enum import StrEnum


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    OFFICIAL = "official"
    GOVERNMENT = "government"
    MILITARY = "military"
    INTELLIGENCE = "intelligence"
    COMPANY = "company"
    ORGANISATION = "organisation"
    ANALYST = "analyst"
    WITNESS = "witness"
    CHANNEL = "channel"
    DOCUMENT = "document"
    FOOTAGE = "footage"
    UNNAMED = "unnamed"


class TieKind(StrEnum):
    """Why two sources speak with one voice."""

    CONTROLLED_BY = "controlled_by"
    ARM_OF = "arm_of"
    OWNED_BY = "owned_by"
    SAME_MATERIAL = "same_material"


class Reliability(StrEnum):
    """NATO Admiralty source reliability (AJP-2.1): a letter an editor gives, never averaged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Precision(StrEnum):
    """How exactly a moment is known; part of the date itself."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class CaptureMethod(StrEnum):
    FETCH = "fetch"
    UPLOAD = "upload"
    IMPORT = "import"


class CaptureOutcome(StrEnum):
    """How one fetch ended, as the evidence keeps it."""

    CAPTURED = "captured"
    NOT_MODIFIED = "not_modified"
    MISSING = "missing"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"


class FeedItemFate(StrEnum):
    """What became of an item when it was first seen."""

    NEW = "new"
    KNOWN = "known"
    OLD = "old"


class FetchCause(StrEnum):
    """Why a page is due to be fetched."""

    FEED = "feed"
    WATCH = "watch"
    ASKED = "asked"


class ReprintBasis(StrEnum):
    """Why one document is taken for a copy of another."""

    SAME_TEXT = "same_text"
    LIKE_TEXT = "like_text"
    SAME_ADDRESS = "same_address"


class ReprintState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
