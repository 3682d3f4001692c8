"""Quotes as W3C Web Annotations."""

from claims.exports.annotations import write_annotations

REPORT = {
    "id": "r1",
    "recorded_at": "2025-06-01T00:00:00+00:00",
    "bearing": "supports",
    "document": {"url": "https://example.org/river"},
    "quote": {"exact": "at least 21", "prefix": "counted ", "suffix": ""},
}
DOSSIER = {"url": "https://here.example/claims/c1/", "statement": "At least 21 homes.", "reports": [REPORT]}


def test_a_quote_is_selected_where_it_stands_in_its_document() -> None:
    item = write_annotations(DOSSIER)["items"][0]
    assert item["type"] == "Annotation"
    assert item["target"]["source"] == "https://example.org/river"
    assert item["target"]["selector"] == {"type": "TextQuoteSelector", "exact": "at least 21", "prefix": "counted "}
    assert item["body"][0]["source"] == "https://here.example/claims/c1/#claim"


def test_a_document_without_a_web_address_has_no_annotation() -> None:
    for url in (None, "", "javascript:alert(1)", "file:///etc/passwd"):
        report = REPORT | {"document": {"url": url}}
        assert write_annotations(DOSSIER | {"reports": [report]})["items"] == []
