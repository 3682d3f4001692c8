"""When a person was last at the desk."""

from django.db import models

from newsrooms.models.newsroom import Newsroom
from newsrooms.models.user import User


class Visit(models.Model):
    """A person's last and last-but-one visit to a newsroom's desk, from which “new since” is counted."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="visits")
    newsroom = models.ForeignKey(Newsroom, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    previous_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "newsroom"], name="a_person_has_one_visit_to_a_newsroom")
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.newsroom}"
