"""Saying why a claim may hang on the one voice it hangs on."""

from django.http import HttpResponse
from django.urls import reverse

from claims.actions.second_looks import leave_on_one_voice
from claims.api.judging import REASON_INPUT, SECOND_LOOK, shape_look
from claims.api.relations import RelationDoor
from newsrooms.api.operations import operation
from newsrooms.vocabulary import Scope


class OneVoice(RelationDoor):
    @operation(
        "leave_on_one_voice",
        "Say why a claim may hang on one voice",
        detail="Of another voice it is asked again. It stands among the second looks, and is taken back there.",
        scope=Scope.CLAIMS_WRITE,
        body=REASON_INPUT,
        answers=SECOND_LOOK,
        status=201,
        example={"why": "The harbour master alone keeps the log."},
    )
    def post(self, id: str) -> HttpResponse:
        claim = self.claim(id)
        look = leave_on_one_voice(by=self.actor.person, claim=claim, why=self.body["why"])
        self.settled(claim.pk)
        return self.created(shape_look(look), reverse("api-second-looks", args=[claim.public_id]))
