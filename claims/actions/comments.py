"""Commenting on a claim, and telling those whom a comment names."""

import re

from claims.actions.telling_people import tell
from claims.models import Claim, Comment
from claims.workflow import Move, why_not_move
from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.models import User
from newsrooms.texts import clean_text
from newsrooms.vocabulary import NotificationKind
from sources.actions.entering import save_whole

LONGEST = 5000
MENTION = re.compile(r"(?<![\w@.])@([\w.+-]{1,150})")


def add_comment(*, by: User, claim: Claim, body: str) -> Comment:
    """Say something to one's colleagues about a claim.

    Who is named by ``@username`` is told, and so is who the claim is assigned to and who spoke before. Raises
    ``PermissionDenied`` below reporter, ``ValidationError`` without words.
    """
    refuse_if(why_not_move(by, claim, Move.COMMENT))
    comment = Comment(claim=claim, body=clean_text(body, field="body", longest=LONGEST, blank=False), author=by)
    with acting(by, "commented"):
        save_whole(comment)
        named = mentioned_in(comment.body, claim)
        tell(claim, NotificationKind.MENTIONED, named, by=by, said=comment.body)
        spoke = [earlier.author for earlier in claim.comments.exclude(pk=comment.pk).select_related("author")]
        others = {user.pk: user for user in (claim.assigned_to, *spoke) if user is not None}
        for user in named:
            others.pop(user.pk, None)
        tell(claim, NotificationKind.COMMENTED, others.values(), by=by, said=comment.body)
    return comment


def mentioned_in(body: str, claim: Claim) -> list[User]:
    """The members of the claim's newsroom whom a text names; a full stop at the end of a sentence is no part."""
    names = {name.rstrip(".").casefold() for name in MENTION.findall(body)}
    if not names:
        return []
    members = User.objects.filter(memberships__newsroom=claim.newsroom_id, memberships__ended_at=None)
    return [user for user in members.distinct() if user.username.casefold() in names]
