"""Who one is, and signing in and out as a person."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from newsrooms.api.actor import describe_actor
from newsrooms.api.bytes import answer_json
from newsrooms.api.callers import refuse_if_spent
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.operations import component, operation
from newsrooms.api.problems import Fault, ProblemError
from newsrooms.api.shapes import INSTANT, answer, body, list_of, or_null, text, word
from newsrooms.models import User
from newsrooms.vocabulary import Scope

YOU = component(
    "You",
    answer(
        "Who is asking.",
        user=or_null(answer("A person.", id=text(), username=text(), name=text())),
        key=or_null(
            answer(
                "The key in use.", id=text(), name=text(), scopes=list_of(word(Scope)), expires_at=or_null(INSTANT)
            )
        ),
        newsrooms=list_of(answer("A newsroom one works in.", slug=text(), name=text())),
        csrf_token=or_null(text("What a session sends as X-CSRFToken with every change.")),
    ),
)
SIGN_IN = component(
    "SignIn",
    body(
        "A person's user name and password.",
        required=("username", "password"),
        username=text(longest=150, least=1),
        password=text(longest=500, least=1),
    ),
)


class Session(Endpoint):
    tag = "Start"

    @operation("read_session", "Who you are", answers=YOU, conditional=False)
    def get(self) -> HttpResponse:
        return self.describe(self.asked)

    @operation(
        "create_session",
        "Sign in",
        detail="Sets the session cookie. Programs use a key.",
        body=SIGN_IN,
        answers=YOU,
        conditional=False,
        example={"username": "olena", "password": "correct horse battery staple"},
    )
    def post(self) -> HttpResponse:
        refuse_if_spent(self.asked, self.body["username"])
        person = authenticate(self.asked, **self.body)
        if not isinstance(person, User):
            reason = "There is no such account with this password."
            raise ProblemError("invalid", reason, [Fault("wrong_password", reason, pointer="/password")])
        login(self.asked, person)
        self.actor = type(self.actor)(person)
        return self.describe(self.asked)

    @operation("delete_session", "Sign out", status=204, conditional=False)
    def delete(self) -> HttpResponse:
        logout(self.asked)
        return HttpResponse(status=204)

    def describe(self, request: HttpRequest) -> HttpResponse:
        in_session = self.actor.key is None and not self.actor.is_stranger
        you = describe_actor(self.actor) | {"csrf_token": get_token(request) if in_session else None}
        return answer_json(you, tagged=False, headers={"Cache-Control": "no-store"})
