"""The words for who works here and what they may be given: roles, scopes of keys, kinds of events."""

from enum import StrEnum


class Role(StrEnum):
    """What a member does in one newsroom; each role may do all that the one before it may."""

    READER = "reader"
    REPORTER = "reporter"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Place on the ladder, 0 for a reader."""
        return list(Role).index(self)

    def includes(self, other: "Role") -> bool:
        """Whether this role may do all that ``other`` may."""
        return self.rank >= other.rank


class Scope(StrEnum):
    """One thing an API key may be allowed to do, in its own newsroom."""

    CLAIMS_READ = "claims:read"
    DRAFTS_READ = "drafts:read"
    CLAIMS_WRITE = "claims:write"
    REPORTS_WRITE = "reports:write"
    SOURCES_WRITE = "sources:write"
    ASSESSMENTS_WRITE = "assessments:write"
    ASSESSMENTS_APPROVE = "assessments:approve"
    PUBLISH = "publish"
    IMPORTS_WRITE = "imports:write"
    EXPORTS_READ = "exports:read"
    SETTINGS_MANAGE = "settings:manage"
    WEBHOOKS_MANAGE = "webhooks:manage"
    KEYS_MANAGE = "keys:manage"


class Verb(StrEnum):
    """What is done to a newsroom itself, as the end of the sentence “you may not …”."""

    SEE_NEWSROOM = "see this newsroom"
    EDIT_NEWSROOM = "edit this newsroom"
    MANAGE_MEMBERS = "manage members"
    MANAGE_KEYS = "manage API keys"
    MANAGE_WEBHOOKS = "manage webhook endpoints"


class EventType(StrEnum):
    """What a webhook endpoint can be told of: a noun and what happened to it."""

    CLAIM_CREATED = "claim.created"
    CLAIM_REWORDED = "claim.reworded"
    CLAIM_PUBLISHED = "claim.published"
    CLAIM_WITHDRAWN = "claim.withdrawn"
    CLAIM_MERGED = "claim.merged"
    CLAIM_UNMERGED = "claim.unmerged"
    STANDING_CHANGED = "standing.changed"
    CLAIM_DUE_FOR_REVIEW = "claim.due_for_review"
    REPORT_RECORDED = "report.recorded"
    REPORT_SUPERSEDED = "report.superseded"
    STATEMENT_WITHDRAWN = "statement.withdrawn"
    WITHDRAWAL_ANNULLED = "withdrawal.annulled"
    CONTRADICTION_FOUND = "contradiction.found"
    ASSESSMENT_SUBMITTED = "assessment.submitted"
    ASSESSMENT_APPROVED = "assessment.approved"
    CORRECTION_ISSUED = "correction.issued"
    SOURCE_CHANGED = "source.changed"
    DOCUMENT_CHANGED = "document.changed"
    IMPORT_FINISHED = "import.finished"
    TEST = "endpoint.test"


class Facet(StrEnum):
    """A small word about an event that an endpoint can filter by: of which claim, in which state, how it stands, what
    it moved from and to, and what changed of a source or document."""

    CLAIM = "claim"
    STATE = "state"
    STANDING = "standing"
    BEFORE = "before"
    AFTER = "after"
    CAUSE = "cause"


class NotificationKind(StrEnum):
    """Why something waits for a person."""

    DUE_FOR_REVIEW = "due_for_review"
    APPROVAL_WANTED = "approval_wanted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    PUBLISHED = "published"
    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    COMMENTED = "commented"
    CONTRADICTION_FOUND = "contradiction_found"
    STATEMENT_WITHDRAWN = "statement_withdrawn"
    SUGGESTIONS_FOUND = "suggestions_found"
    LOSS_PROPOSED = "loss_proposed"
    IMPORT_FINISHED = "import_finished"
    ENDPOINT_FAILING = "endpoint_failing"


class Digest(StrEnum):
    """How a person wants to be told by e-mail of what waits in the desk."""

    NEVER = "never"
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class DeliveryState(StrEnum):
    """Where one delivery of an event to an endpoint stands."""

    DUE = "due"
    DELIVERED = "delivered"
    DEAD = "dead"
    DROPPED = "dropped"


def as_choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The members of an enum as Django choices: (value, label), the label being the value in plain words."""
    return [(word.value, word.value.replace("_", " ").replace(":", " ").capitalize()) for word in words]
