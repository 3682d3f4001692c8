"""The words of the letter that tells a person what waits in the desk."""

from collections.abc import Sequence

from newsrooms.models import Notification, User
from newsrooms.vocabulary import NotificationKind

LINES: dict[NotificationKind, str] = {
    NotificationKind.DUE_FOR_REVIEW: "Due for review: {title}",
    NotificationKind.APPROVAL_WANTED: "Awaits your approval: {title}",
    NotificationKind.SENT_BACK: "Sent back to you: {title}",
    NotificationKind.APPROVED: "Approved: {title}",
    NotificationKind.PUBLISHED: "Published: {title}",
    NotificationKind.ASSIGNED: "Assigned to you: {title}",
    NotificationKind.MENTIONED: "You are mentioned: {title}",
    NotificationKind.COMMENTED: "A comment: {title}",
    NotificationKind.CONTRADICTION_FOUND: "A new contradiction: {title}",
    NotificationKind.STATEMENT_WITHDRAWN: "A statement was withdrawn: {title}",
    NotificationKind.SUGGESTIONS_FOUND: "New suggestions: {title}",
    NotificationKind.LOSS_PROPOSED: "A page it rests on was changed or is gone: {title}",
    NotificationKind.IMPORT_FINISHED: "An import has ended: {title}",
    NotificationKind.ENDPOINT_FAILING: "A webhook endpoint fails: {title}",
}


def say(notification: Notification) -> str:
    """One notification in a line: its kind, its title (``params["title"]``, else the object), and how often."""
    title = str(notification.params.get("title") or f"{notification.object_type} {notification.object_id}")
    moved = [str(notification.params[name]) for name in ("from", "to") if notification.params.get(name)]
    line = LINES[NotificationKind(notification.kind)].replace("{title}", " ".join(title.split()))
    line += f" ({' → '.join(moved)})" if moved else ""
    return line + (f" ({notification.times} times)" if notification.times > 1 else "")


def write_letter(user: User, notifications: Sequence[Notification], desk_url: str) -> tuple[str, str]:
    """Subject and plain text of one letter about these notifications."""
    count = len(notifications)
    subject = f"{count} {'thing waits' if count == 1 else 'things wait'} for you at the desk"
    lines = [f"- {say(one)}" for one in notifications]
    end = "How often you get this letter is set in your account."
    return subject, "\n".join([f"{user.shown_name},", "", *lines, "", desk_url, "", end, ""])
