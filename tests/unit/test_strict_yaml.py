"""YAML as we read it: words stay words, equal keys fail, every value has its place."""

from __future__ import annotations

import pytest

from inclusive_lint.errors import LexiconError, UserError
from inclusive_lint.strict_yaml import parse


@pytest.mark.parametrize(
    "word",
    [
        "on",
        "off",
        "yes",
        "no",
        "y",
        "n",
        "On",
        "NO",
        "True",
        "FALSE",
        "1.10",
        "45_50",
        "12:30",
        "0o7",
        "0x1f",
        "1e3",
        "2025-01-31",
        ".inf",
    ],
)
def test_what_yaml_11_would_turn_into_something_else_stays_a_word(word: str) -> None:
    assert parse(f"a: {word}\nb: [{word}]\n", "f").data == {"a": word, "b": [word]}


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("35", 35), ("-2", -2)],
)
def test_constants(written: str, value: object) -> None:
    data = parse(f"a: {written}\nb: {{c: {written}}}\n", "f").data
    assert data == {"a": value, "b": {"c": value}}
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize("written", ["'true'", '"35"', "'~'", "''"])
def test_quotes_make_a_text(written: str) -> None:
    assert parse(f"a: {written}", "f").data == {"a": written[1:-1]}


def test_places() -> None:
    yaml = parse("a: 1\nb:\n  - x\n  - {c: y}\n", "f.yaml")
    assert str(yaml.place(("b", 1, "c"))) == "f.yaml:4:9"
    assert str(yaml.place(("b", 1, "missing"))) == "f.yaml:4:5"
    assert str(yaml.place(("nothing",))) == "f.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", "'a' stands here twice"),
        ("x:\n  - {a: 1, a: 2}\n", "2:12", "'a' stands here twice"),
        ("a: [1, 2\n", "2:1", "not valid YAML"),
        ("a: 'open\n", "", "not valid YAML"),
        ("? [a]\n: b\n", "1:3", "a key must be a plain word"),
        ("a: &x [*x]\n", "", "refers to itself"),
        ("a: 1\n---\nb: 2\n", "", "not valid YAML"),
        ("\x00", "", "not valid YAML"),
    ],
)
def test_what_is_refused(text: str, at: str, says: str) -> None:
    with pytest.raises(LexiconError) as caught:
        parse(text, "f.yaml", LexiconError)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"f.yaml:{at}" if at else "f.yaml")


def test_a_small_file_that_expands_without_end_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 8)]
    with pytest.raises(UserError, match="too large"):
        parse("\n".join(lines), "bomb.yaml")


def test_what_aliases_add_is_bounded_by_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inclusive_lint.strict_yaml._SHARED", 3)
    assert len(parse("a: &a [x]\nb: [*a, *a]\n", "f").data["b"]) == 2
    with pytest.raises(UserError, match="too large"):
        parse("a: &a [1,1,1,1,1,1,1,1,1]\nb: [*a,*a,*a,*a]\n", "f")


def test_an_empty_file_is_nothing() -> None:
    assert parse("# nothing\n", "f").data is None
