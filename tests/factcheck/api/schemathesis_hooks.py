"""Which refusals of a request that fits the schema schemathesis lets pass: of what only the house can know."""

import json
from typing import Any

import schemathesis

ONLY_HERE = {
    "unknown_id": "an id or name in a body is of something that is here",
    "unknown_cursor": "a cursor was given out by this list",
    "unknown_newsroom": "a newsroom is one of the caller's own",
    "key_reused": "an Idempotency-Key came before with another body",
    "not_a_moment": "29 February is in some years, which no pattern says",
    "past": "a term lies ahead of now",
    "upside_down": "one end lies before the other",
    "itself": "a thing is not merged into, tied to or made a part of itself",
    "tie_loop": "ties of control go in no circle with those that are here",
    "part_loop": "parts of totals go in no circle either",
    "fraction_loop": "nor do shares of claims",
    "repeats_publisher": "a chain does not begin with the publisher of its document",
    "needs_q": "one parameter asks for another, which OpenAPI cannot say",
    "says_nothing": "a figure has a bound or a wording: said as a choice as below",
    "withdrawal_form": "a source and a claim, or a document: said as a choice, clients in types would be made two of",
    "not_in_text": "a quote stands in the captured text",
    "no_address": "what is fetched has an address",
    "not_fetched": "a page elsewhere does not answer",
    "repeats": "a notice of struck words does not say them",
    "scheme": "in production events go by https alone",
    "beyond_key": "a key gives no more than it has itself",
    "wrong_password": "a password is the account's",
}
ONLY_HERE_AT = {
    ("required", "/notice"): "readers are told of a change, once they see the claim",
    ("invalid", "/url"): "what is behind the scheme is a host that no pattern says",
    ("required", "/aliases"): "one of three parts goes with a split, said as a choice as above",
}


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """False drops the failure: the request was refused for these reasons alone."""
    if type(failure).__name__ != "RejectedPositiveData":
        return True
    problem = json.loads(response.content)
    faults = problem.get("errors") or [problem]
    return not all(
        fault["code"] in ONLY_HERE or (fault["code"], fault.get("pointer")) in ONLY_HERE_AT for fault in faults
    )
