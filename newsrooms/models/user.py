"""The person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from newsrooms.clocks import refuse_unknown_time_zone
from newsrooms.guards import keep_history
from newsrooms.public_ids import new_public_id
from newsrooms.vocabulary import Digest, as_choices


@keep_history(exclude=("password", "last_login"))
class User(AbstractUser):
    """A person with an account; what they may do is said by their memberships, newsroom by newsroom."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    display_name = models.CharField(
        max_length=150, blank=True, help_text="The name colleagues see and history shows."
    )
    language = models.CharField(max_length=16, default="en", help_text="Language tag, such as en or pt-BR.")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[refuse_unknown_time_zone])
    digest = models.CharField(
        max_length=16,
        choices=as_choices(Digest),
        default=Digest.DAILY.value,
        help_text="How often to be told by e-mail of what waits in the desk.",
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name to print: the display name, else the full name, else the user name."""
        return self.display_name or self.get_full_name() or self.username
