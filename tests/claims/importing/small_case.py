"""A small case of our own, whole and sound, that tests break in one place at a time."""

import copy
from typing import Any

SMALL: dict[str, Any] = {
    "format": "factcheck-case/1",
    "title": "The flood at Lower Weir",
    "sources": [
        {"id": "ministry", "name": "Ministry of Rivers", "kind": "government", "country": "FR"},
        {"id": "gauge", "name": "River Gauge Service", "kind": "government", "aliases": ["RGS", "Служба рек"]},
        {"id": "herald", "name": "Weir Herald", "kind": "outlet", "reliability": "B"},
        {"id": "mayor", "name": "Mayor of Lower Weir", "kind": "official", "aligned_with": ["ministry"]},
    ],
    "ties": [{"source": "gauge", "tied_to": "ministry", "kind": "arm_of", "since": "2020", "reason": "by statute"}],
    "documents": [
        {
            "id": "story",
            "publisher": "herald",
            "title": "What the river did",
            "url": "https://example.org/river",
            "published_at": "2025-03-02T08:15+01:00",
            "language": "en",
            "authors": ["A. Writer"],
            "captured": True,
            "text": "The ministry counted at least 21 flooded homes. The mayor put it at 41.",
        },
        {"id": "notice", "publisher": "ministry", "title": "Notice 7", "published_at": "2025-03-01"},
    ],
    "questions": [{"id": "homes", "text": "How many homes were flooded?", "counted": "homes", "basis": "cumulative"}],
    "claims": [
        {
            "id": "homes-21",
            "statement": "At least 21 homes were flooded.",
            "question": "homes",
            "quantity": {"worded": "at least 21", "counted": "homes"},
            "as_of": "2025-03",
            "tags": ["flood"],
            "stakes": [{"source": "ministry", "interest": "harmed", "reason": "its dam"}],
        },
        {"id": "dam-failed", "statement": "The dam failed.", "excludes": ["dam-held"]},
        {"id": "dam-held", "statement": "The dam held.", "excludes": ["dam-failed"]},
        {
            "id": "half",
            "statement": "More than half of the flooded homes stood empty.",
            "quantity": {"comparator": "fraction", "low": 0.5, "low_open": True, "high": 1, "of_claim": "homes-21"},
        },
    ],
    "reports": [
        {
            "id": "herald-on-homes",
            "claim": "homes-21",
            "document": "story",
            "stance": "asserts",
            "chains": [
                [
                    {"source": "gauge", "relation": "says"},
                    {"source": "ministry", "relation": "announces", "document": "notice"},
                ]
            ],
            "quantity": {"worded": "at least 21", "counted": "homes"},
            "quote": {"exact": "at least 21 flooded homes", "prefix": "counted "},
            "place": "body",
        },
        {
            "id": "herald-on-dam",
            "claim": "dam-failed",
            "document": "story",
            "stance": "asserts",
            "own_reporting": True,
        },
    ],
    "withdrawals": [
        {"source": "ministry", "claim": "dam-held", "kind": "deleted", "at": "2025-03-02", "note": "gone"}
    ],
    "assessments": [
        {
            "claim": "homes-21",
            "verdict": "verified",
            "confidence": "moderate",
            "reasons": "Two counts agree.",
            "by": "desk.one",
            "approved_by": "desk.two",
            "at": "2025-03-05T10:00:00Z",
        }
    ],
}


def small_case(**replaced: Any) -> dict[str, Any]:
    """A fresh copy of the small case, with top-level parts replaced."""
    return copy.deepcopy(SMALL) | replaced


def broken(path: str, value: Any) -> dict[str, Any]:
    """The small case with one value put at a JSON pointer; a last part of "-" appends."""
    case = small_case()
    target: Any = case
    *parents, last = path.strip("/").split("/")
    for key in parents:
        target = target[int(key)] if isinstance(target, list) else target.setdefault(key, {})
    if last == "-":
        target.append(value)
    elif isinstance(target, list):
        target[int(last)] = value
    else:
        target[last] = value
    return case
