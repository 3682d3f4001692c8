"""What the tests of the API stand on: two newsrooms that know nothing of each other, and who works there."""

from dataclasses import dataclass

import pytest

from claims.actions.publishing import publish_claim
from claims.actions.standings import settle_all
from claims.models import Claim
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Newsroom, User
from newsrooms.vocabulary import Role, Scope
from tests.claims.cast import Desk
from tests.newsrooms.api.asking import Asker
from tests.newsrooms.cast import hire, sign_up


@dataclass
class House:
    """The Weir Herald with Vera at its desk, and the Mill Gazette, which sees only what is public."""

    herald: Newsroom
    gazette: Newsroom
    vera: User
    desk: Desk

    def hire(self, name: str, role: Role) -> User:
        return hire(self.herald, name, role)

    def key(self, *scopes: Scope) -> Asker:
        """A program of the Herald that acts for Vera, its administrator."""
        return Asker.with_key(self.herald, self.vera, *scopes)

    def publish(self, claim: Claim) -> Claim:
        settle_all()
        publish_claim(by=self.vera, claim=claim)
        settle_all()
        claim.refresh_from_db()
        return claim


def open_house() -> House:
    vera, greta = sign_up("vera"), sign_up("greta")
    herald = open_newsroom(by=None, slug="weir-herald", name="Weir Herald", administrator=vera)
    gazette = open_newsroom(by=None, slug="mill-gazette", name="Mill Gazette", administrator=greta)
    return House(herald, gazette, vera, Desk(herald, vera))


@pytest.fixture
def house(db: None) -> House:
    return open_house()


@pytest.fixture
def key(house: House) -> Asker:
    """A program of the Herald that may do everything."""
    return house.key()


@pytest.fixture
def stranger(db: None) -> Asker:
    return Asker()
