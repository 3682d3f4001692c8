"""A source's record over the API: what became of what it said, and with whom it often errs."""

from django.http import HttpResponse

from claims.erring import err_together_with
from claims.track_record import track_record
from newsrooms.api.bytes import answer_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import component, operation, ref
from newsrooms.api.shapes import COUNT, answer, list_of, or_null, text
from newsrooms.vocabulary import Scope
from sources.api.shapes import SOURCE_NAME, name_source
from sources.models import Source

SHARE = {"type": "number", "minimum": 0, "maximum": 1}
COUNTS = ("asserted", "borne_out", "contradicted", "taken_back", "open")
RECORD = component(
    "TrackRecord",
    answer(
        "What became of what a source asserted, judged by what others say. It enters no count of lines.",
        source=ref(SOURCE_NAME),
        asserted=COUNT,
        borne_out=COUNT,
        contradicted=COUNT,
        taken_back=COUNT,
        open=COUNT,
        share_borne_out=or_null(
            answer("Of those settled: a 95 % range (Wilson), never a bare share.", low=SHARE, high=SHARE)
        ),
        errs_together_with=list_of(
            answer(
                "A source with which it shares most errors, on at least ten settled claims of both.",
                source=ref(SOURCE_NAME),
                items=COUNT,
                joint_errors=COUNT,
                errors=COUNT,
                text=text(),
            )
        ),
    ),
)


class Record(Endpoint):
    tag = "Sources"

    @operation("read_record", "Read a source's track record", scope=Scope.DRAFTS_READ, answers=RECORD)
    def get(self, id: str) -> HttpResponse:
        rows = Source.objects.visible_to(self.actor.user).filter(newsroom__in=self.actor.newsrooms())
        source = find(rows.select_related("newsroom"), id, self.actor)
        record = track_record(source)
        together = [
            {
                "source": name_source(pair.other if pair.one == source else pair.one),
                "items": pair.items,
                "joint_errors": pair.joint,
                "errors": pair.errors,
                "text": str(pair),
            }
            for pair in err_together_with(source)
        ]
        share = None if record.low is None else {"low": round(record.low, 3), "high": round(record.high or 0, 3)}
        counts = {name: getattr(record, name) for name in COUNTS}
        told = {"source": name_source(source), **counts}
        return answer_json(told | {"share_borne_out": share, "errs_together_with": together})
