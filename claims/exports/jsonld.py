"""schema.org JSON-LD: a `ClaimReview` for a published assessment, a `Claim` with a stable id for anything else.

Sources: schema.org, and Google's documentation of fact-check structured data.
"""

import json
from typing import Any

from claims.exports.publisher import Publisher
from claims.vocabulary import Verdict, WorkflowState

Part = dict[str, Any]
MOST_APPEARANCES = 50
BEST, WORST = 5, 1
# Only what says something about truth has a place on the scale: "cannot be judged" is not its middle.
RATINGS = {Verdict.VERIFIED: 5, Verdict.PARTLY_VERIFIED: 4, Verdict.MISLEADING: 2, Verdict.FALSE: 1}
# A rating that is being looked at again is not given to programs, which would print it without the page's notice.
NOT_STOOD_BY = (WorkflowState.WITHDRAWN, WorkflowState.PAUSED)
IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\x7f\u2028\u2029\ufeff"}


def claim_jsonld(dossier: Part, publisher: Publisher, *, rating: str = "", meaning: str = "") -> Part:
    """The claim as structured data. ``rating`` is the verdict in the reader's words, "" for none."""
    reviewed = dossier["assessment"] is not None and dossier["assessment"]["verdict"] != Verdict.WITHDRAWN
    item = claim_item(dossier)
    if not reviewed or dossier["workflow_state"] in NOT_STOOD_BY:
        return {"@context": "https://schema.org"} | item
    return {"@context": "https://schema.org"} | review_item(dossier, item, publisher, rating, meaning)


def review_item(dossier: Part, item: Part, publisher: Publisher, rating: str, meaning: str) -> Part:
    """The `ClaimReview` of a published assessment."""
    assessment = dossier["assessment"]
    organisation = {"@type": "Organization", "name": publisher.name, "url": publisher.url}
    return _said(
        {
            "@type": "ClaimReview",
            "@id": f"{dossier['url']}#review",
            "url": dossier["url"],
            "claimReviewed": dossier["statement"],
            "inLanguage": dossier["language"],
            "datePublished": dossier["published_at"],
            "dateModified": max(
                [dossier["published_at"], *(part["corrected_at"] for part in dossier["corrections"])]
            ),
            "author": organisation,
            "publisher": organisation,
            "reviewBody": assessment["reasons"],
            "reviewRating": rating_item(assessment, rating, meaning),
            "itemReviewed": item,
            "correction": [correction_item(part) for part in dossier["corrections"]],
        }
    )


def rating_item(assessment: Part, rating: str, meaning: str) -> Part:
    """The verdict as a `Rating`: its name always, a number only where it is one."""
    words = rating or assessment["verdict"].replace("_", " ").capitalize()
    value = RATINGS.get(assessment["verdict"])
    scale: Part = {} if value is None else {"ratingValue": value, "bestRating": BEST, "worstRating": WORST}
    explanation = assessment["reasons"] or meaning
    return {"@type": "Rating", "alternateName": words, "ratingExplanation": explanation} | scale


def claim_item(dossier: Part) -> Part:
    """The `Claim` itself, with where it appeared first and since."""
    appearances = [
        appearance_item(report["document"])
        for report in dossier["reports"]
        if report["stance"] == "asserts" and report["document"]["published_at"]
    ]
    distinct = list({str(item): item for item in appearances}.values())
    return _said(
        {
            "@type": "Claim",
            "@id": f"{dossier['url']}#claim",
            "url": dossier["url"],
            "text": dossier["statement"],
            "inLanguage": dossier["language"],
            "datePublished": distinct[0]["datePublished"] if distinct else None,
            "author": author_item(dossier),
            "about": dossier["tags"],
            "firstAppearance": distinct[0] if distinct else None,
            "appearance": distinct[:MOST_APPEARANCES],
        }
    )


def author_item(dossier: Part) -> Part | None:
    """Who made the claim: the first grounded voice that supports it."""
    for voice in dossier["standing"]["voices"]:
        if voice["side"] == "supports" and voice["kind"] == "grounded":
            person = {source["kind"] for source in voice["sources"]} <= {"official", "witness", "analyst"}
            return {"@type": "Person" if person else "Organization", "name": voice["name"]}
    return None


def appearance_item(document: Part) -> Part:
    """One document in which the claim appeared."""
    return _said(
        {
            "@type": "CreativeWork",
            "name": document["title"],
            "url": web_address(document["url"]),
            "datePublished": document["published_at"],
            "inLanguage": document["language"],
            "publisher": {"@type": "Organization", "name": document["publisher"]["name"]},
        }
    )


def correction_item(correction: Part) -> Part:
    """One correction as a `CorrectionComment`."""
    return {"@type": "CorrectionComment", "text": correction["notice"], "datePublished": correction["corrected_at"]}


def web_address(url: str | None) -> str | None:
    """An address that a program may follow; None for any other scheme."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def write_for_script(value: Part) -> str:
    """JSON that can stand in a ``script`` element whatever it holds: no ``<``, no line separators, no controls."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(IN_SCRIPT)


def _said(parts: Part) -> Part:
    return {name: value for name, value in parts.items() if value not in (None, "", [])}
