"""The cast of these tests: the Harbour Post and the Hill Courier, and who works there. Made by real actions."""

from newsrooms.actions.membership import add_member
from newsrooms.actions.newsroom import open_newsroom
from newsrooms.models import Membership, Newsroom, User
from newsrooms.vocabulary import Role

OWNER = "olena"


def sign_up(username: str, *, superuser: bool = False) -> User:
    """An account without any place and without a password (hashing one takes longer than most tests)."""
    email, name = f"{username}@example.org", username.capitalize()
    return User.objects.create_user(username, email, display_name=name, is_superuser=superuser, is_staff=superuser)


def open_harbour_post() -> tuple[Newsroom, User]:
    """The Harbour Post and its administrator Olena."""
    owner = User.objects.filter(username=OWNER).first() or sign_up(OWNER)
    return open_newsroom(by=None, slug="harbour-post", name="Harbour Post", administrator=owner), owner


def open_hill_courier() -> tuple[Newsroom, User]:
    """The Hill Courier, of which nobody at the Harbour Post knows, and its administrator Hana."""
    owner = sign_up("hana")
    return open_newsroom(by=None, slug="hill-courier", name="Hill Courier", administrator=owner), owner


def hire(newsroom: Newsroom, username: str, role: Role) -> User:
    """A new person in the newsroom, added by its first administrator."""
    user = sign_up(username)
    places = Membership.objects.live().filter(newsroom=newsroom, role=Role.ADMINISTRATOR.value)
    administrator = places.order_by("pk")[0].user
    add_member(by=administrator, newsroom=newsroom, user=user, role=role, why="hired")
    return user
