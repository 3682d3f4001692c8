"""Readings of one claim beside its dossier: its timeline, the graph of who has it from whom, and its provenance."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse

from claims.api.hot import AT, RECORDED_BY, read_at, read_dossier
from claims.api.shapes import LINES
from claims.api.standing_shapes import STEP
from claims.api.visible import claims_for
from claims.exports.prov import write_prov
from claims.exports.publisher import Publisher
from claims.models import Claim
from claims.pictures.bands import read_bands
from claims.pictures.graph import draw_graph
from claims.versions import steps_of, versions_of
from claims.vocabulary import Bearing, OriginKind, Standing, VoiceInterest
from newsrooms.api.bytes import answer_bytes, answer_json, write_json
from newsrooms.api.endpoint import Endpoint
from newsrooms.api.find import find
from newsrooms.api.operations import Parameter, component, operation, ref
from newsrooms.api.shapes import COUNT, FLAG, ID, INSTANT, answer, list_of, or_null, text, word

SVG, PROV = "image/svg+xml", "application/provenance+json"
TIMELINE = component(
    "Timeline",
    answer(
        "How the evidence came in, and what this system said when.",
        evidence=list_of(ref(STEP)),
        said=list_of(
            answer("A step of the standing in public.", before=text(), after=word(Standing), recorded_at=INSTANT)
        ),
    ),
)
GRAPH = component(
    "Graph",
    answer(
        "Who has it from whom, side by side; a node is a voice.",
        sides=list_of(
            answer(
                "One side.",
                side=word(Bearing),
                nodes=list_of(
                    answer(
                        "A voice.",
                        id=ID,
                        names=list_of(text()),
                        reports=COUNT,
                        origin=or_null(word(OriginKind)),
                        interest=or_null(word(VoiceInterest)),
                        live=FLAG,
                    )
                ),
                edges=list_of(
                    answer("Who has it from whom.", has_it=ID, from_whom=ID, live=FLAG),
                ),
            )
        ),
        lines=ref(LINES),
    ),
)
FORM = Parameter(
    "form",
    {"type": "string", "enum": ["json", "svg"], "default": "json"},
    "As data, or drawn.",
    example="json",
)


class Reading(Endpoint):
    tag = "Claims"

    def open(self, id: str) -> tuple[Claim, dict[str, Any]]:
        """The claim and its dossier as the query asks for it."""
        visible = claims_for(self.actor).select_related("newsroom")
        claim = find(visible, id, self.actor)
        recorded_by = read_at(self.query.get("recorded_by"), RECORDED_BY)
        body, _ = read_dossier(claim, read_at(self.query.get("at")), recorded_by)
        dossier: dict[str, Any] = json.loads(body)
        return claim, dossier

    def earlier(self) -> datetime | None:
        """Up to when the house had published what may be told: the earlier of the two moments asked for."""
        moments = (read_at(self.query.get("at")), read_at(self.query.get("recorded_by"), RECORDED_BY))
        return min((moment for moment in moments if moment), default=None)


class Timeline(Reading):
    @operation("read_timeline", "Read a claim's timeline", query=(AT, RECORDED_BY), answers=TIMELINE)
    def get(self, id: str) -> HttpResponse:
        claim, dossier = self.open(id)
        steps = steps_of(claim.pk, at=self.earlier())
        said = [
            {"before": step.before, "after": step.after, "recorded_at": step.recorded_at.isoformat()}
            for step in steps
        ]
        return answer_json({"evidence": dossier["timeline"], "said": said})


class Graph(Reading):
    @operation(
        "read_graph",
        "Read who has it from whom",
        query=(AT, RECORDED_BY, FORM),
        answers=GRAPH,
        more_media=(SVG,),
    )
    def get(self, id: str) -> HttpResponse:
        _, dossier = self.open(id)
        if self.query.get("form") == "svg":
            picture = draw_graph(dossier, standalone=True)
            if picture is None:
                raise Http404
            return answer_bytes(str(picture.svg).encode(), SVG)
        sides = [
            {
                "side": band.side,
                "nodes": [
                    {
                        "id": node.key,
                        "names": list(node.names),
                        "reports": node.reports,
                        "origin": node.kind,
                        "interest": node.interest,
                        "live": node.live,
                    }
                    for node in band.nodes.values()
                ],
                "edges": [
                    {"has_it": above, "from_whom": below, "live": live} for (above, below), live in band.edges.items()
                ],
            }
            for band in read_bands(dossier)
        ]
        return answer_json({"sides": sides, "lines": dossier["standing"]["lines"]})


class Provenance(Reading):
    @operation(
        "read_provenance",
        "Read a claim's provenance",
        detail="W3C PROV-JSON: documents, reports, who they are attributed to, and the published versions.",
        query=(AT, RECORDED_BY),
        media=(PROV,),
    )
    def get(self, id: str) -> HttpResponse:
        claim, dossier = self.open(id)
        publisher = Publisher(claim.newsroom.name, claim.newsroom.website or settings.SITE_URL)
        versions = versions_of(claim.pk, at=self.earlier())
        return answer_bytes(write_json(write_prov(dossier, versions, publisher)), PROV)
