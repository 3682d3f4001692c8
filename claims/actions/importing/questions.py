"""Writing the questions and claims of a case file, with stakes and exclusions."""

from itertools import chain
from typing import Any

from django.utils import timezone

from claims.actions.importing.cells import QUANTITY, moment_cells, quantity_cells
from claims.actions.importing.copying import Sheet, next_keys
from claims.actions.importing.ground import CHUNK
from claims.actions.importing.ledger import Item, Ledger, settle, split_known
from claims.algebra.circular import find_name_loops
from claims.casefile.problems import Problem
from claims.casefile.writing import write_claims, write_questions
from claims.models import Claim, Exclusion, Question, Stake
from newsrooms.public_ids import new_public_id

CLAIM = (
    *("id", "public_id", "external_id", "statement", "question_id", "location", "tags"),
    *("as_of_at", "as_of_precision"),
    *QUANTITY,
)


def import_questions(items: list[Item], ledger: Ledger) -> None:
    """Enter the new questions."""
    fresh = split_known("question", items, ledger.held("question", items, write_questions), ledger)
    written = Question.objects.bulk_create([_question(item, ledger) for item in fresh], batch_size=CHUNK)
    for row in written:
        ledger.note("question", row.external_id, row.pk)
    ledger.added["question"] += len(written)


def import_claims(items: list[Item], ledger: Ledger) -> None:
    """Enter the new claims; they may name each other whatever their order within the batch."""
    held = ledger.held("claim", items, write_claims)
    known: list[Item] = []
    fresh = split_known("claim", items, held, ledger, aside=("excludes",), unchanged=known)
    for item, pk in zip(fresh, next_keys(Claim, len(fresh)), strict=True):
        ledger.note("claim", item.id, pk)
    named = {name for item in items for name in _named_claims(item)}
    ledger.learn("claim", {*named, *held})
    ledger.learn("question", {item.content["question"] for item in fresh if "question" in item.content})
    ledger.learn("source", {stake["source"] for item in fresh for stake in item.content.get("stakes", ())})
    circles = _find_circles(fresh)
    kept = settle("claim", fresh, lambda item: [*_unknown_names(item, ledger), *circles.get(item.id, ())], ledger)
    now = timezone.now()
    sheet = Sheet(
        Claim,
        CLAIM,
        newsroom_id=ledger.newsroom.pk,
        language=ledger.newsroom.language,
        created_by_id=ledger.by and ledger.by.pk,
        created_at=now,
        changed_at=now,
    )
    ledger.copier.send((sheet, (_claim(item, ledger) for item in kept)))
    ledger.copier.settle()
    Stake.objects.bulk_create(chain.from_iterable(_stakes(item, ledger) for item in kept), batch_size=CHUNK)
    known = [item for item in known if ("claim", item.id) not in ledger.refused]
    _declare_exclusions([*kept, *known], held, ledger)
    ledger.touched_claims.update(ledger.pk("claim", item.id) for item in kept)
    ledger.claims.update(ledger.pk("claim", item.id) for item in [*kept, *(i for i in items if i.id in held)])
    ledger.added["claim"] += len(kept)


def _find_circles(items: list[Item]) -> dict[str, list[Problem]]:
    """What is wrong with claims that are fractions of each other in a circle. Those here already name no new one."""
    whole_of = {item.id: (item.content.get("quantity") or {}).get("of_claim") for item in items}
    looping = {name for loop in find_name_loops({name: {of} for name, of in whole_of.items() if of}) for name in loop}
    said = "is a fraction of what is, however far round, a fraction of it"
    return {
        item.id: [Problem(item.place.at("quantity", "of_claim"), "fraction_loop", said)]
        for item in items
        if item.id in looping and whole_of[item.id] != item.id
    }


def _unknown_names(item: Item, ledger: Ledger) -> list[Problem]:
    content = item.content
    found = ledger.missing("question", content.get("question"), item, "question")
    found += ledger.missing("claim", (content.get("quantity") or {}).get("of_claim"), item, "quantity", "of_claim")
    for number, stake in enumerate(content.get("stakes", ())):
        found += ledger.missing("source", stake["source"], item, "stakes", number, "source")
    for number, name in enumerate(content.get("excludes", ())):
        found += ledger.missing("claim", name, item, "excludes", number)
    return found


def _named_claims(item: Item) -> set[str]:
    of_claim = (item.content.get("quantity") or {}).get("of_claim")
    return {*item.content.get("excludes", ()), *([of_claim] if of_claim else [])}


def _question(item: Item, ledger: Ledger) -> Question:
    fields = {key: value for key, value in item.content.items() if key != "id"}
    return Question(newsroom=ledger.newsroom, external_id=item.id, **fields)


def _claim(item: Item, ledger: Ledger) -> tuple[Any, ...]:
    content = item.content
    return (
        ledger.pk("claim", item.id),
        new_public_id(),
        item.id,
        content["statement"],
        ledger.pk_if_named("question", content.get("question")),
        content.get("location", ""),
        content.get("tags", []),
        *moment_cells(content.get("as_of")),
        *quantity_cells(content, ledger),
    )


def _stakes(item: Item, ledger: Ledger) -> list[Stake]:
    return [
        Stake(
            claim_id=ledger.pk("claim", item.id),
            source_id=ledger.pk("source", stake["source"]),
            interest=stake["interest"],
            reason=stake.get("reason", ""),
        )
        for stake in item.content.get("stakes", ())
    ]


def _declare_exclusions(items: list[Item], held: dict[str, dict[str, Any]], ledger: Ledger) -> None:
    """Enter what claims exclude. Between two claims that were both here before, a new one is changed content."""
    wanted: dict[tuple[int, int], tuple[Item, str]] = {}
    for item in items:
        for number, name in enumerate(item.content.get("excludes", ())):
            if unknown := ledger.missing("claim", name, item, "excludes", number):
                ledger.problems += unknown
                continue
            pair = sorted((ledger.pk("claim", item.id), ledger.pk("claim", name)))
            wanted.setdefault((pair[0], pair[1]), (item, name))
    firsts = {first for first, _ in wanted}
    declared = set(Exclusion.objects.filter(claim__in=firsts).values_list("claim_id", "excludes_id"))
    new = {
        pair: (item, name)
        for pair, (item, name) in wanted.items()
        if pair not in declared and not ledger.became.exclude_each_other(item.id, name)
    }
    for both, (item, name) in list(new.items()):
        if item.id in held and ledger.was_here("claim", name):
            reason = f"claim “{item.id}” is here and does not exclude “{name}”"
            ledger.problems.append(Problem(item.place.at("excludes"), "changed_content", reason))
            del new[both]
    Exclusion.objects.bulk_create(
        [Exclusion(claim_id=first, excludes_id=second) for first, second in new], batch_size=CHUNK
    )
    ledger.touched_claims.update(pk for pair in new for pk in pair)
