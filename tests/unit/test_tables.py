"""Compiled tables: what is read is what was written, and no row before it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inclusive_lint import tables

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=8
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.lists(VALUES) | st.dictionaries(st.text(), VALUES), min_size=1))
@example({"a": {"x": "1 2", "": "", "y": "é"}, "b": [1]})
@example({"a": {"x": "1\x852"}})
@example({"a": [0, -3, 70_000, 900_000]})
@example({"a": [0, True, 2_000_000, -70_000]})
@example({"a": [2_000_000]})
def test_what_is_read_is_what_was_written(data: dict[str, Any]) -> None:
    rows = [key for key in data if key != "a"]
    stored = tables.load(tables.dump(data, rows).encode())
    for key, value in data.items():
        again = dict(stored[key]) if isinstance(value, dict) else list(stored[key])
        assert again == value, key


def test_rows_that_say_much_the_same() -> None:
    entries = [{"mild": False, "id": "a"}, {"mild": 0, "id": "b", "extra": 1}, {"mild": False, "id": "c"}]
    text = tables.dump({"entries": entries}, ["entries"])
    stored = tables.load(text.encode())["entries"]
    assert text.count("mild") == 2  # said once for all, and once for the row that differs
    assert (list(stored), stored[-1]["id"] if len(stored) else "", stored[1:]) == (entries, "c", entries[1:])
    assert stored[1]["mild"] is not False


def test_a_row_is_decoded_when_it_is_asked_for() -> None:
    whole = tables.dump({"names": {"a": [1], "b": [2]}}, ["names"])
    stored = tables.load(whole.replace("[2]", "no JSON").encode())["names"]
    assert (stored["a"], "b" in stored, "c" in stored, list(stored)) == ([1], True, False, ["a", "b"])
    assert stored["a"] is stored["a"]
    with pytest.raises(ValueError, match="Expecting value"):
        stored["b"]
