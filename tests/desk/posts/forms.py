"""A page's form as a browser would send it: what stands in it, with what is required and empty filled in."""

from typing import Any

import lxml.html
from django.test import Client

ANSWERS = {"text": "So it is.", "url": "https://weir.example/page", "number": "3", "password": "weir-herald-lamp-oil"}
Data = dict[str, Any]


def fill_form(client: Client, address: str) -> Data:
    """What a person who changes nothing but the empty required fields would send from this page."""
    answer = client.get(address, follow=True)
    page = lxml.html.fromstring(answer.content.decode())
    forms = [form for form in page.forms if form.method == "POST" and "logout" not in (form.action or "")]
    if answer.status_code != 200 or not forms:
        return {}
    form = max(forms, key=lambda one: len(one.fields.keys()))
    data: Data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    for field in form.xpath(".//input[@required] | .//textarea[@required] | .//select[@required]"):
        if not any(value.strip() for value in data.get(field.name, [])):
            data[field.name] = [_answer(field)]
    if "why" in data:
        data["why"] = ["So it is."]
    return {name: values for name, values in data.items() if not name.startswith("_")}


def _answer(field: Any) -> str:
    if field.get("type") in ("radio", "checkbox"):
        return str(field.get("value"))
    if field.tag == "select":
        return next((value for value in field.value_options if value), "")
    return ANSWERS.get(field.get("type", "text"), "So it is.")
