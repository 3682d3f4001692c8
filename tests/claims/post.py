"""The Harbour Post: a newsroom with a person or two in every role that judges and publishes."""

from dataclasses import dataclass

from claims.actions.assessments import approve_assessment, assess_claim
from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.models import Assessment, Claim, Publication
from claims.vocabulary import Verdict
from newsrooms.models import User
from newsrooms.vocabulary import Role
from tests.claims.cast import Desk
from tests.newsrooms.cast import hire, open_harbour_post


@dataclass
class Post:
    """The Harbour Post with two who publish, two who edit and one who reports."""

    desk: Desk
    vera: User
    viktor: User
    emil: User
    edith: User
    rita: User

    def judged(self, claim: Claim, by: User | None = None) -> Assessment:
        made = assess_claim(by=by or self.emil, claim=claim, verdict=Verdict.VERIFIED, reasons="Counted by us.")
        approve_assessment(by=self.edith, assessment=made)
        return made

    def boats(self) -> Claim:
        claim = self.desk.claim("41 boats were lost.", "41", self.desk.question(counted="boats"))
        self.desk.report(claim, "Pier Post", ["Coast guard"], worded="41")
        return claim

    def published(self, by: User | None = None) -> Claim:
        claim = self.boats()
        self.judged(claim, by)
        publish_claim(by=self.vera, claim=claim)
        settle_all()
        return Claim.objects.get(pk=claim.pk)


def open_post() -> Post:
    newsroom, _ = open_harbour_post()
    vera, viktor = (hire(newsroom, name, Role.PUBLISHER) for name in ("vera", "viktor"))
    emil, edith = (hire(newsroom, name, Role.EDITOR) for name in ("emil", "edith"))
    return Post(Desk(newsroom), vera, viktor, emil, edith, hire(newsroom, "rita", Role.REPORTER))


def sealed(claim: Claim) -> Publication:
    return Publication.objects.filter(claim=claim).order_by("-number")[0]
