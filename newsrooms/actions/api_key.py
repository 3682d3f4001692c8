"""Making, rotating, revoking and using API keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from newsrooms.acting import acting
from newsrooms.actions.permission import refuse_if
from newsrooms.keys import MARK, usable_scopes
from newsrooms.models import ApiKey, Newsroom, User
from newsrooms.roles import role_in
from newsrooms.rules import scopes_beyond, why_not
from newsrooms.secrecy import LOOKUP_LENGTH, SECRET_LENGTH, hash_secret, random_letters
from newsrooms.texts import clean_text
from newsrooms.vocabulary import Scope, Verb

OVERLAP = timedelta(days=7)
BETWEEN_TOUCHES = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key and its secret, which is in no other place and shown this once."""

    key: ApiKey
    secret: str

    def __repr__(self) -> str:
        return f"MadeKey({self.key})"


def create_key(
    *,
    by: User | None,
    newsroom: Newsroom,
    name: str,
    scopes: Iterable[Scope],
    acts_for: User | None = None,
    expires_at: datetime | None = None,
    within: ApiKey | None = None,
    why: str = "created the key",
) -> MadeKey:
    """A key that acts for a person of the newsroom (``by`` themselves unless said) within ``scopes``.

    ``by`` is None only on the command line, which then names ``acts_for``. Nobody makes a key that acts for somebody
    else but who runs the installation: what a key does stands under that person's name. ``within``: the key that
    asks for this one, which can give no scope that it has not, and no time beyond its own.
    Raises ``PermissionDenied``, or ``ValidationError`` by field.
    """
    person = acts_for or by
    if person is None:
        raise ValidationError({"acts_for": ValidationError("Name the person this key acts for.", "required")})
    scopes = set(scopes)
    if within is not None:
        faults = {
            field: ValidationError(reason, "beyond_key") for field, reason in _beyond(within, scopes, expires_at)
        }
        if faults:
            raise ValidationError(faults)
    if by is not None:
        refuse_if(why_not(by, newsroom, Verb.MANAGE_KEYS))
        if person != by and not by.is_superuser:
            refuse_if("A key acts for the person who makes it.")
    with acting(by, why):
        return _issue(by=by, newsroom=newsroom, name=name, scopes=scopes, acts_for=person, expires_at=expires_at)


def rotate_key(
    *,
    by: User,
    key: ApiKey,
    overlap: timedelta = OVERLAP,
    within: ApiKey | None = None,
    why: str = "rotated the key",
) -> MadeKey:
    """A successor with the same name, scopes, person and term; the old secret works on for ``overlap``, no longer.

    ``within``: the key that asks. It renews itself for its own term; of others it is shown the secret only of those
    of its own person which may no more and live no longer than itself.
    """
    refuse_if(why_not(by, key.newsroom, Verb.MANAGE_KEYS))
    if overlap < timedelta(0):
        raise ValidationError({"overlap": ValidationError("Is negative.", "invalid")})
    if key.acts_for_id != by.pk and not by.is_superuser:
        refuse_if("Only the person a key acts for may see its new secret; revoke it and make your own.")
    with acting(by, why):
        now = timezone.now()
        old = ApiKey.objects.select_for_update(of=("self",)).select_related("newsroom", "acts_for").get(pk=key.pk)
        if old.revoked_at or old.successor_id or (old.expires_at and old.expires_at <= now):
            raise ValidationError("This key was already rotated, revoked or has expired.", "not_live")
        term = old.expires_at - old.created_at if old.expires_at else None
        scopes = [Scope(scope) for scope in old.scopes]
        ends_at = now + term if term else None
        if within is not None and within.pk != old.pk:
            if within.acts_for_id != old.acts_for_id:
                refuse_if("A key is not shown the secret of another person's key.")
            for _, reason in _beyond(within, scopes, ends_at):
                refuse_if(reason)
        made = _issue(
            by=by,
            newsroom=old.newsroom,
            name=old.name,
            scopes=scopes,
            acts_for=old.acts_for,
            expires_at=ends_at,
        )
        ends = now + overlap
        old.successor = made.key
        old.expires_at = min(ends, old.expires_at) if old.expires_at else ends
        old.save(update_fields=["successor", "expires_at"])
    return made


def revoke_key(*, by: User, key: ApiKey, why: str) -> ApiKey:
    """The key stops working at once and for good. Revoking it again changes nothing."""
    if by.pk != key.acts_for_id:
        refuse_if(why_not(by, key.newsroom, Verb.MANAGE_KEYS))
    with acting(by, why):
        locked = ApiKey.objects.select_for_update().get(pk=key.pk)
        if locked.revoked_at is None:
            locked.revoked_at, locked.revoked_by = timezone.now(), by
            locked.save(update_fields=["revoked_at", "revoked_by"])
    return locked


def touch_key(*, key: ApiKey, at: datetime) -> None:
    """Note that the key is in use; written at most once a minute, however many requests come at once."""
    if key.last_used_at is not None and key.last_used_at > at - BETWEEN_TOUCHES:
        return
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=at - BETWEEN_TOUCHES)
    ApiKey.objects.filter(long_ago, pk=key.pk).update(last_used_at=at)
    key.last_used_at = at


def _beyond(asking: ApiKey, scopes: Iterable[Scope], expires_at: datetime | None) -> Iterator[tuple[str, str]]:
    """What another key would have beyond the key that asks for it, by field."""
    if beyond := set(scopes) - usable_scopes(asking):
        words = ", ".join(sorted(scope.value for scope in beyond))
        yield "scopes", f"The key in use does not itself have {words}."
    if asking.expires_at is not None and (expires_at is None or expires_at > asking.expires_at):
        yield "expires_at", f"The key in use ends {asking.expires_at.isoformat()}; name that moment or one before."


def _issue(
    *,
    by: User | None,
    newsroom: Newsroom,
    name: str,
    scopes: Iterable[Scope],
    acts_for: User,
    expires_at: datetime | None,
) -> MadeKey:
    wanted = set(scopes)
    if not wanted:
        raise ValidationError({"scopes": ValidationError("Name at least one scope.", "required")})
    if expires_at is not None and expires_at <= timezone.now():
        raise ValidationError({"expires_at": ValidationError("Lies in the past.", "past")})
    if beyond := scopes_beyond(role_in(acts_for, newsroom), wanted):
        words = ", ".join(scope.value for scope in beyond)
        raise ValidationError(
            {"scopes": ValidationError(f"{acts_for} does not have the role for {words}.", "beyond_role")}
        )
    prefix = MARK + random_letters(LOOKUP_LENGTH)
    secret = f"{prefix}_{random_letters(SECRET_LENGTH)}"
    key = ApiKey(
        newsroom=newsroom,
        name=clean_text(name, field="name", longest=100, blank=False),
        scopes=[scope.value for scope in Scope if scope in wanted],
        prefix=prefix,
        digest=hash_secret(secret),
        acts_for=acts_for,
        created_by=by,
        expires_at=expires_at,
    )
    key.full_clean()
    key.save()
    return MadeKey(key, secret)
