"""Comments: what colleagues say to each other about a claim."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from newsrooms.guards import append_only
from newsrooms.public_ids import new_public_id


class Comment(models.Model):
    """A colleague's word on a claim, for the house only. ``@name`` in it tells that person."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="comments")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["claim", "id"]
        triggers = append_only()
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="comment_says_something")]

    def __str__(self) -> str:
        return self.body[:80]
