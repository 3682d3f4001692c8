"""A claim's quotes as W3C Web Annotations: where in which document it is said, and what that does to the claim."""

from typing import Any

from claims.exports.jsonld import web_address

Part = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(dossier: Part) -> Part:
    """An annotation page with one annotation for each quote in a document that has an address."""
    items = [annotation(dossier, report) for report in dossier["reports"] if report["quote"]]
    found = [item for item in items if item is not None]
    return {
        "@context": CONTEXT,
        "id": f"{dossier['url']}annotations.json",
        "type": "AnnotationPage",
        "partOf": {
            "id": dossier["url"],
            "type": "AnnotationCollection",
            "label": dossier["statement"],
            "total": len(found),
        },
        "startIndex": 0,
        "items": found,
    }


def annotation(dossier: Part, report: Part) -> Part | None:
    """One quote, with its selector as it was entered."""
    address = web_address(report["document"]["url"])
    if address is None:
        return None
    quote = report["quote"]
    selector = {"type": "TextQuoteSelector"} | {
        name: quote[name] for name in ("exact", "prefix", "suffix") if quote[name]
    }
    return {
        "id": f"{dossier['url']}#r-{report['id']}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": report["recorded_at"],
        "body": [
            {"type": "SpecificResource", "source": f"{dossier['url']}#claim", "purpose": "linking"},
            {"type": "TextualBody", "value": report["bearing"], "format": "text/plain", "purpose": "classifying"},
        ],
        "target": {"source": address, "selector": selector},
    }
