"""A claim's provenance as PROV-JSON (W3C member submission): documents, who published them, whom they rest on."""

from collections.abc import Iterable
from typing import Any

from claims.exports.publisher import Publisher
from claims.versions import Version

Part = dict[str, Any]


def write_prov(dossier: Part, versions: Iterable[Version], publisher: Publisher) -> Part:
    """Entities are the claim, its versions, the reports and documents; agents the sources and the newsroom."""
    found: Part = {name: {} for name in ("entity", "agent", "wasAttributedTo", "wasDerivedFrom", "wasRevisionOf")}
    found["prefix"] = {"here": dossier["url"].split("/claims/")[0] + "/", "prov": "http://www.w3.org/ns/prov#"}
    claim = f"here:claims/{dossier['id']}/"
    newsroom = "here:"
    found["agent"][newsroom] = {"prov:label": publisher.name, "prov:type": "prov:Organization"}
    found["entity"][claim] = {"prov:label": dossier["statement"], "prov:type": "claim"}
    _attribute(found, claim, newsroom)
    _tell_versions(found, claim, versions)
    for report in dossier["reports"]:
        _tell_report(found, claim, report)
    return {name: part for name, part in found.items() if part}


def _tell_versions(found: Part, claim: str, versions: Iterable[Version]) -> None:
    before = None
    for version in versions:
        entity = f"{claim}?at={version.published_at.strftime('%Y-%m-%dT%H:%M:%SZ')}#{version.number}"
        found["entity"][entity] = {
            "prov:label": f"version {version.number}",
            "prov:generatedAtTime": version.published_at.isoformat(),
            "prov:specializationOf": claim,
            "here:sha256": version.sha256,
        }
        if before is not None:
            found["wasRevisionOf"][f"_:revision-{version.number}"] = {
                "prov:generatedEntity": entity,
                "prov:usedEntity": before,
            }
        before = entity


def _tell_report(found: Part, claim: str, report: Part) -> None:
    document = _tell_document(found, report["document"])
    entity = f"{claim}#r-{report['id']}"
    found["entity"][entity] = {
        "prov:label": f"{report['document']['publisher']['name']} {report['stance']}",
        "prov:type": "report",
        "here:bearing": report["bearing"],
    }
    _derive(found, entity, document)
    if report["bearing"] == "supports" and report["live"]:
        _derive(found, claim, entity)
    for number, chain in enumerate(report["chain"]):
        below = entity
        for position, link in enumerate(chain):
            source = _tell_source(found, link["source"])
            said = f"{entity}-{number}-{position}"
            found["entity"][said] = {
                "prov:label": f"{link['source']['name']} {link['relation']}",
                "prov:type": "statement",
            }
            _attribute(found, said, source)
            _derive(found, below, said)
            below = said


def _tell_document(found: Part, document: Part) -> str:
    entity = f"here:documents/{document['id']}"
    told = {"prov:label": document["title"], "prov:type": "document", "prov:location": document["url"]}
    told["prov:generatedAtTime"] = document["published_at"]
    found["entity"][entity] = {name: value for name, value in told.items() if value}
    _attribute(found, entity, _tell_source(found, document["publisher"]))
    return entity


def _tell_source(found: Part, source: Part) -> str:
    agent = f"here:sources/{source['id']}/"
    found["agent"][agent] = {"prov:label": source["name"], "here:kind": source["kind"]}
    return agent


def _attribute(found: Part, entity: str, agent: str) -> None:
    key = f"_:said-{len(found['wasAttributedTo'])}"
    found["wasAttributedTo"][key] = {"prov:entity": entity, "prov:agent": agent}


def _derive(found: Part, generated: str, used: str) -> None:
    key = f"_:from-{len(found['wasDerivedFrom'])}"
    found["wasDerivedFrom"][key] = {"prov:generatedEntity": generated, "prov:usedEntity": used}
