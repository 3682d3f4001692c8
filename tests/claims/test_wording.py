"""Two wordings side by side: nothing of either is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching.marking import Mark, cut_runs
from claims.wording import compare_wordings

CALM = settings(deadline=None)  # the machine may be busy
texts = st.text(alphabet="ab c.,’1-\n", max_size=60)


@CALM
@given(texts, texts)
def test_without_what_came_it_is_the_earlier_wording_and_without_what_is_gone_the_later(one: str, other: str) -> None:
    runs = compare_wordings(one, other)
    assert "".join(run.text for run in runs if run.kind != "come") == one
    assert "".join(run.text for run in runs if run.kind != "gone") == other


@CALM
@given(texts)
def test_a_wording_does_not_differ_from_itself(text: str) -> None:
    assert all(run.kind == "same" for run in compare_wordings(text, text))


@CALM
@given(texts, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from("xyz")), max_size=8))
def test_however_a_text_is_marked_its_runs_are_the_text(text: str, places: list[tuple[int, int, str]]) -> None:
    runs = cut_runs(text, [Mark(start, end, key) for start, end, key in places])
    assert "".join(run.text for run in runs) == text
    at = 0
    for run in runs:
        for start, end, key in places:
            if 0 <= start < end <= len(text) and start <= at < end:
                assert key in run.keys
        at += len(run.text)
