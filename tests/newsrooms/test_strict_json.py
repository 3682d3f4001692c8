"""Numbers as the API reads them: kept as they were written, or refused; never another number."""

from decimal import Decimal

import pytest

from newsrooms.strict_json import NotStrictJSONError, read_strictly


@pytest.mark.parametrize("written", ["0.1", "1e3", "-0.5", "1e300", "-1.25e-300", "0e0"])
def test_a_number_is_kept_as_it_was_written(written: str) -> None:
    assert read_strictly(written.encode()) == Decimal(written)


@pytest.mark.parametrize("written", ["1e309", "-1e309", "1e400", "1e-400", "1e400000", "1e99999999999999999999"])
def test_a_number_out_of_all_range_is_refused_and_not_read_as_another(written: str) -> None:
    with pytest.raises(NotStrictJSONError) as refused:
        read_strictly(b'{"low": ' + written.encode() + b"}")
    assert [fault.code for fault in refused.value.faults] == ["number_too_long"]
