"""The upper floor's nouns: what is said, what follows from it, and what editors made of it."""

from claims.models.assessment import Approval, Assessment, Correction, Publication
from claims.models.borrowing import Borrowing
from claims.models.checklist import ChecklistItem, ChecklistTick, PublishGate, VerdictLabel
from claims.models.claim import PUBLIC_STATES, Claim
from claims.models.comment import Comment
from claims.models.correction_request import CorrectionRequest
from claims.models.distinction import Distinction
from claims.models.hedge import HedgeRow
from claims.models.import_job import ImportJob, ImportPiece, ImportProblem
from claims.models.listing import PublicListing, PublicTopic, PublicVoice, SitemapPart
from claims.models.name_key import NameKey
from claims.models.policy import EvidencePolicy
from claims.models.question import Question
from claims.models.quote_watch import ProposedWithdrawal, QuoteLook, WatchedDocument
from claims.models.redaction import Redaction
from claims.models.relation import Exclusion, Part
from claims.models.report import Attribution, Report, ReportMaterial
from claims.models.second_look import Acknowledgement, SecondLook
from claims.models.stake import Stake
from claims.models.standing import ClaimStanding, DueClaim, DueDossier, StandingStep, StoredDossier, StoredPage
from claims.models.suggestion import Extraction, Suggestion
from claims.models.translation import ClaimTranslation
from claims.models.withdrawal import Withdrawal

__all__ = [
    "PUBLIC_STATES",
    "Acknowledgement",
    "Approval",
    "Assessment",
    "Attribution",
    "Borrowing",
    "ChecklistItem",
    "ChecklistTick",
    "Claim",
    "ClaimStanding",
    "ClaimTranslation",
    "Comment",
    "Correction",
    "CorrectionRequest",
    "Distinction",
    "DueClaim",
    "DueDossier",
    "EvidencePolicy",
    "Exclusion",
    "Extraction",
    "HedgeRow",
    "ImportJob",
    "ImportPiece",
    "ImportProblem",
    "NameKey",
    "Part",
    "ProposedWithdrawal",
    "PublicListing",
    "PublicTopic",
    "PublicVoice",
    "Publication",
    "PublishGate",
    "Question",
    "QuoteLook",
    "Redaction",
    "Report",
    "ReportMaterial",
    "SecondLook",
    "SitemapPart",
    "Stake",
    "StandingStep",
    "StoredDossier",
    "StoredPage",
    "Suggestion",
    "VerdictLabel",
    "WatchedDocument",
    "Withdrawal",
]
