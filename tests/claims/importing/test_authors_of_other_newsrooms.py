"""Judgements in a file are by people of this newsroom or accounts of its own: who works elsewhere is nobody here."""

from claims.models import Approval, Assessment
from newsrooms.actions.membership import end_membership
from newsrooms.models import Membership, User
from newsrooms.vocabulary import Role
from tests.claims.importing.conftest import Importing
from tests.claims.importing.small_case import small_case
from tests.claims.importing.test_import import exported
from tests.newsrooms.cast import hire, open_harbour_post, open_hill_courier


def test_nobody_of_another_newsroom_is_made_an_author(db: None) -> None:
    stranger = hire(open_hill_courier()[0], "desk.one", Role.EDITOR)
    importing = Importing(open_harbour_post()[0])
    result = importing(small_case())
    assert result.accounts_made == ["desk.one", "desk.two"]
    made, approval = Assessment.objects.get(), Approval.objects.get()
    assert stranger.pk not in (made.author_id, approval.approver_id)
    assert (made.author.shown_name, made.author.is_active, made.author.has_usable_password()) == (
        "desk.one",
        False,
        False,
    )
    assert exported(importing.newsroom)["assessments"][0]["by"] == "desk.one"
    people = User.objects.count()
    assert sum(importing(small_case()).added.values()) == 0
    case = small_case()
    case["assessments"].append(case["assessments"][0] | {"id": "again", "at": "2025-03-06"})
    assert importing(case).accounts_made == []
    assert User.objects.count() == people


def test_who_works_or_worked_here_keeps_their_judgements(db: None) -> None:
    newsroom, owner = open_harbour_post()
    one, two = hire(newsroom, "desk.one", Role.EDITOR), hire(newsroom, "desk.two", Role.EDITOR)
    end_membership(by=owner, membership=Membership.objects.get(user=two), why="left")
    assert Importing(newsroom)(small_case()).accounts_made == []
    assert (Assessment.objects.get().author, Approval.objects.get().approver) == (one, two)
