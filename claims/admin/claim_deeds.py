"""What can be done to a claim beside rewording it: each a move of the workflow, run by its action."""

from collections.abc import Callable
from typing import Any

from claims.actions.assessments import assess_claim
from claims.actions.checklists import tick_items
from claims.actions.claims import declare_part, declare_stake, exclude_claim
from claims.actions.comments import add_comment
from claims.actions.publishing import correct_claim, publish_claim
from claims.actions.workflow import (
    assign_claim,
    pause_claim,
    restore_claim,
    resume_claim,
    send_back,
    send_to_review,
    set_embargo,
    trash_claim,
    withdraw_claim,
)
from claims.admin.claim_forms import (
    AssessForm,
    AssignForm,
    CommentForm,
    EmbargoForm,
    NoticeForm,
    OtherClaimForm,
    PublishForm,
    StakeForm,
    TickForm,
)
from claims.admin.claim_judgements import JUDGEMENTS
from claims.admin.claim_redactions import REDACT
from claims.models import Claim
from claims.workflow import RULES, Move, why_not_move
from newsrooms.models import User
from sources.admin.deeds import Deed, NoteForm

Said = dict[str, Any]


def by_move(move: Move) -> Callable[[User, Claim], str | None]:
    """The rule of a move as a deed asks it."""
    return lambda user, claim: why_not_move(user, claim, move)


def deed(move: Move, name: str, label: str, run: Callable[[User, Claim, Said], object], **more: Any) -> Deed:
    return Deed(name, label, run, by_move(move), least=RULES[move].least, **more)


CLAIM_DEEDS = (
    deed(
        Move.COMMENT,
        "comment",
        "Comment",
        lambda by, claim, said: add_comment(by=by, claim=claim, body=said["body"]),
        form=CommentForm,
        done="Said.",
        quiet=True,
    ),
    deed(
        Move.REPORT,
        "tick",
        "Checklist",
        lambda by, claim, said: tick_items(by=by, claim=claim, ticked={int(key) for key in said["items"]}),
        form=TickForm,
        done="The checklist is kept.",
        quiet=True,
    ),
    *JUDGEMENTS,
    deed(
        Move.SEND_TO_REVIEW,
        "send-to-review",
        "Send to review",
        lambda by, claim, said: send_to_review(by=by, claim=claim, note=said["why"]),
        form=NoteForm,
        bulk=True,
        primary=True,
    ),
    deed(
        Move.ASSESS,
        "assess",
        "Assess",
        lambda by, claim, said: assess_claim(
            by=by,
            claim=claim,
            verdict=said["verdict"],
            confidence=said["confidence"],
            reasons=said["reasons"],
            read=said["read"],
        ),
        form=AssessForm,
        explanation="A person's judgement. It waits for another editor's approval.",
        done="Assessed. Another editor must approve it now.",
        primary=True,
    ),
    deed(
        Move.PUBLISH,
        "publish",
        "Publish",
        lambda by, claim, said: publish_claim(by=by, claim=claim, override=said["override"]),
        form=PublishForm,
        explanation="Readers see the claim, its standing and the approved assessment from now on.",
        done="Published.",
        bulk=True,
        primary=True,
    ),
    deed(
        Move.CORRECT,
        "correct",
        "Publish a correction",
        lambda by, claim, said: correct_claim(by=by, claim=claim, notice=said["notice"]),
        form=NoticeForm,
        explanation="Seals a new version with the assessment that was approved last, and tells readers why. "
        "To change the claim's words as well, edit the claim.",
        done="The correction is out.",
        primary=True,
    ),
    deed(
        Move.SEND_BACK,
        "send-back",
        "Send back",
        lambda by, claim, said: send_back(by=by, claim=claim, why=said["why"]),
        bulk=True,
    ),
    deed(
        Move.ASSIGN,
        "assign",
        "Assign",
        lambda by, claim, said: assign_claim(by=by, claim=claim, to=said["to"], note=said["note"]),
        form=AssignForm,
        bulk=True,
    ),
    deed(
        Move.EMBARGO,
        "embargo",
        "Embargo",
        lambda by, claim, said: set_embargo(by=by, claim=claim, until=said["until"], why=said["why"]),
        form=EmbargoForm,
    ),
    deed(
        Move.JUDGE,
        "stake",
        "Declare a stake",
        lambda by, claim, said: declare_stake(
            by=by, claim=claim, source=said["source"], interest=said["interest"], reason=said["why"]
        ),
        form=StakeForm,
        explanation="Who gains if the claim is believed is interested; who loses by it and says it all the same "
        "admits.",
    ),
    deed(
        Move.JUDGE,
        "exclude",
        "Excludes another claim",
        lambda by, claim, said: exclude_claim(by=by, claim=claim, other=said["other"], reason=said["why"]),
        form=OtherClaimForm,
        explanation="Both cannot be true: support of one opposes the other.",
    ),
    deed(
        Move.JUDGE,
        "part",
        "Is part of another's total",
        lambda by, claim, said: declare_part(by=by, total=said["other"], part=claim, reason=said["why"]),
        form=OtherClaimForm,
        explanation="This claim's figure is a share of the other claim's total.",
    ),
    deed(
        Move.PAUSE,
        "pause",
        "Pause",
        lambda by, claim, said: pause_claim(by=by, claim=claim, notice=said["notice"]),
        form=NoticeForm,
        explanation="The page stays, and says that the claim is being looked at again.",
    ),
    deed(
        Move.RESUME,
        "resume",
        "Resume",
        lambda by, claim, said: resume_claim(by=by, claim=claim, notice=said["notice"]),
        form=NoticeForm,
        primary=True,
    ),
    deed(
        Move.WITHDRAW,
        "withdraw",
        "Withdraw",
        lambda by, claim, said: withdraw_claim(by=by, claim=claim, notice=said["notice"]),
        form=NoticeForm,
        explanation="The newsroom no longer stands by this claim. It keeps its address and says so.",
        grave=True,
    ),
    REDACT,
    deed(
        Move.TRASH,
        "trash",
        "Put in the trash",
        lambda by, claim, said: trash_claim(by=by, claim=claim, why=said["why"]),
        bulk=True,
        grave=True,
    ),
    deed(
        Move.RESTORE,
        "restore",
        "Restore from the trash",
        lambda by, claim, said: restore_claim(by=by, claim=claim, why=said["why"]),
        form=NoteForm,
        bulk=True,
        primary=True,
    ),
)
