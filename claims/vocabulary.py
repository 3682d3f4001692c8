"""The words of the trade: what a report does, how figures relate, what follows, what an editor decides."""

from enum import StrEnum


class Stance(StrEnum):
    """What a report does with a claim. A deletion is a withdrawal, never a denial."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DISPUTES = "disputes"
    CANNOT_VERIFY = "cannot_verify"
    NO_POSITION = "no_position"


class Relation(StrEnum):
    """How one link of a chain has it from the next."""

    SAYS = "says"
    REPORTS = "reports"
    QUOTES = "quotes"
    CITES = "cites"
    TOLD = "told"
    POSTS = "posts"
    CONFIRMS = "confirms"
    VERIFIES = "verifies"
    ANNOUNCES = "announces"
    SHOWS = "shows"
    TRANSLATES = "translates"
    REPRINTS = "reprints"


class Comparator(StrEnum):
    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    LESS_THAN = "less_than"
    APPROXIMATELY = "approximately"
    NEARLY = "nearly"
    BETWEEN = "between"
    FRACTION = "fraction"
    VAGUE = "vague"


class Basis(StrEnum):
    """What a question's figure counts: a moment, a stretch of time, or a running total."""

    INSTANT = "instant"
    PERIOD = "period"
    CUMULATIVE = "cumulative"


class Place(StrEnum):
    HEADLINE = "headline"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"


class Interest(StrEnum):
    """What a claim does to a source, as an editor declared it."""

    HELPED = "helped"
    HARMED = "harmed"


class VoiceInterest(StrEnum):
    """What an origin's stake makes of its word."""

    NONE = "none"
    INTERESTED = "interested"
    ADMITS = "admits"


class WithdrawalKind(StrEnum):
    DELETED = "deleted"
    EDITED = "edited"
    CORRECTED = "corrected"
    RETRACTED = "retracted"


class QuantityRelation(StrEnum):
    """How a reported quantity r relates to a claimed one c (design: section 3)."""

    EQUAL = "equal"
    WITHIN = "within"
    COVERS = "covers"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    GREW = "grew"
    INCOMPARABLE = "incomparable"


class Incomparable(StrEnum):
    """Why two quantities cannot be compared; never a silent no."""

    ABSENT = "absent"
    UNIT = "unit"
    COUNTED = "counted"
    SCOPE = "scope"
    DATE = "date"
    VAGUE = "vague"
    FRACTION = "fraction"


class Bearing(StrEnum):
    """What a live report does to a claim's support."""

    SUPPORTS = "supports"
    COMPATIBLE = "compatible"
    OPPOSES = "opposes"
    NEUTRAL = "neutral"


class OriginKind(StrEnum):
    GROUNDED = "grounded"
    UNNAMED = "unnamed"
    UNTRACED = "untraced"


class Side(StrEnum):
    SUPPORTS = "supports"
    OPPOSES = "opposes"


class Standing(StrEnum):
    """What follows from the evidence: computed, never edited. First match in this order."""

    UNREPORTED = "unreported"
    WITHDRAWN = "withdrawn"
    REFUTED = "refuted"
    CONTESTED = "contested"
    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    INTERESTED_ONLY = "interested_only"
    CORROBORATED = "corroborated"
    PARTLY_CORROBORATED = "partly_corroborated"
    ADMITTED = "admitted"
    SINGLE_SOURCE = "single_source"


class DriftKind(StrEnum):
    """What changed between two links of a chain, or between headline and body."""

    HEDGE_DROPPED = "hedge_dropped"
    NUMBER_CHANGED = "number_changed"
    MEASURE_CHANGED = "measure_changed"
    SCOPE_WIDENED = "scope_widened"
    ATTRIBUTION_DROPPED = "attribution_dropped"


class ContradictionKind(StrEnum):
    QUANTITY = "quantity"
    DENIAL = "denial"
    EXCLUSIVE = "exclusive"


class WorkflowState(StrEnum):
    """Where a claim is in the newsroom's hands; no verdict and no standing."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    PAUSED = "paused"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """One editor's judgement: human, never computed."""

    VERIFIED = "verified"
    PARTLY_VERIFIED = "partly_verified"
    UNVERIFIED = "unverified"
    CONTESTED = "contested"
    MISLEADING = "misleading"
    FALSE = "false"
    UNVERIFIABLE = "unverifiable"
    WITHDRAWN = "withdrawn"


class Confidence(StrEnum):
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class RequestOutcome(StrEnum):
    """What came of a reader's request for a correction."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    DECLINED = "declined"


class NotCounted(StrEnum):
    """Why a report is on no line of support or opposition; never a silent no."""

    WITHDRAWN = "withdrawn"
    ORPHANED = "orphaned"
    COULD_NOT_VERIFY = "could_not_verify"
    NO_POSITION = "no_position"
    COMPATIBLE_ONLY = "compatible_only"
    INCOMPARABLE = "incomparable"
    GREW = "grew"
    OTHER_CLAIM = "other_claim"
    TOO_OLD = "too_old"
    CIRCULAR = "circular"
    UNTRACED_BESIDE_ATTRIBUTED = "untraced_beside_attributed"


class ImportForm(StrEnum):
    """In which form a file to import is written: one case, records line by line, a table of reports, or reviews of
    claims by others (ClaimReview)."""

    CASE = "case"
    LINES = "lines"
    REPORTS = "reports"
    REVIEWS = "reviews"


class ImportState(StrEnum):
    """Where an import stands. Refused: bad records, nothing written. Failed: given up after several tries."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    FAILED = "failed"


class LoopLevel(StrEnum):
    """A loop of statements supports nothing unless it has a way out; a loop of sources over time is a warning."""

    STATEMENT = "statement"
    SOURCE = "source"


class NextStep(StrEnum):
    """What would move the standing; the explanation's last line."""

    FIND_A_REPORT = "find_a_report"
    NAME_THE_ORIGIN = "name_the_origin"
    FIND_A_WAY_OUT_OF_THE_LOOP = "find_a_way_out_of_the_loop"
    FIND_A_DISINTERESTED_ORIGIN = "find_a_disinterested_origin"
    FIND_ANOTHER_ORIGIN = "find_another_origin"
    FIND_ANOTHER_WAY_ROUND = "find_another_way_round"
    ASK_AFTER_THE_WITHDRAWAL = "ask_after_the_withdrawal"
    SETTLE_THE_OPPOSITION = "settle_the_opposition"
    NOTHING_MORE = "nothing_more"


class SuggestionOutcome(StrEnum):
    """What an editor made of a suggestion."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REFUSED = "refused"


class NameForm(StrEnum):
    """In which form a source's name is kept for finding it."""

    PLAIN = "plain"
    INITIALS = "initials"


class QuoteOutcome(StrEnum):
    """What became of a quote when its document was looked at again.

    Present: it stands there word for word. Moved: it stands at another place or address, its figures and names
    exact. Changed: something like it does. Missing: the page is there without it. Gone: the site says there is no
    such page any more. Unreachable: nobody answered, which is no answer.
    """

    PRESENT = "present"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"
    GONE = "gone"
    UNREACHABLE = "unreachable"


class LossState(StrEnum):
    """Where a proposed withdrawal stands. Lapsed: the quote came back before anybody decided."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"
