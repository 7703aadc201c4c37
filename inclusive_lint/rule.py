"""Rule cards as authored: ``rules/<family>/<rule>.yaml``, one card per rule; the id is the path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dates import is_date, is_rough_date
from .errors import Place, RuleError
from .model import DOCTYPES, LANGUAGES, SECTIONS, Severity
from .schema import Checker, Key
from .strict_yaml import Path as At
from .strict_yaml import parse
from .style import KEYS, STYLES, choices

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT_CHECKS = ("brief", "count", "doubt", "missing", "readability")  # of the text as a whole: their findings have no span
CHECKS = ("lexicon", "pattern", "title", "pronoun", "portrayal", "density", "fact", "alt", *DOCUMENT_CHECKS)
GROUNDS = ("law", "duty", "bias", "style")
KINDS = ("paragraph", "item", "heading", "cell", "quote", "caption", "alt", "attribute", "title", "meta")
# What a card may name under ``unless``; context.py says what each means.
CONDITIONS = (
    "affirmative", "answered-no", "holder", "inclusive", "justified", "law", "named-person", "negation", "paired",
    "proper-name", "quotation", "third-party", "third-person", "topic", "wide-range",
)  # fmt: skip
# What a card may name under ``only``: where alone it speaks.
SLOTS = ("preferred", "shut-out")
SEVERITIES = tuple(Severity)
FACT_FAMILY = "fact"

_CARD = {
    "summary": Key(required=True), "check": Key(required=True, choices=CHECKS), "lexicon": Key("texts"),
    "ground": Key(choices=GROUNDS), "default_severity": Key(choices=SEVERITIES), "since": Key(required=True),
    "aliases": Key("texts"), "scope": Key("map"), "person": Key("bool"), "unless": Key("texts", choices=CONDITIONS), "only": Key("texts", choices=SLOTS),
    "unless_fact": Key("texts"), "soften_fact": Key("texts"), "message": Key("map"), "why": Key("map"),
    "references": Key("list"), "verified": Key(required=True), "examples": Key("map", required=True), "options": Key("map"),
    "style": Key("map"),
}  # fmt: skip
_SCOPE = {
    "sections": Key("texts", choices=SECTIONS), "not_sections": Key("texts", choices=SECTIONS),
    "blocks": Key("texts", choices=KINDS), "not_blocks": Key("texts", choices=KINDS),
    "doctypes": Key("texts", choices=DOCTYPES), "not_doctypes": Key("texts", choices=DOCTYPES),
}  # fmt: skip
_REFERENCE = {
    "title": Key(required=True), "article": Key(), "url": Key(), "verified": Key("any"), "countries": Key("texts"), "profiles": Key("texts"), "named": Key("map"),
    "dated": Key("any"), "on": Key("any"), "changes": Key("any"),
}  # fmt: skip
_EXAMPLES = {"bad": Key("list"), "good": Key("list"), "todo": Key("list")}
_EXAMPLE = {
    "text": Key(required=True), "suggests": Key("texts"), "doctype": Key(choices=DOCTYPES), "why": Key(),
    "severity": Key(choices=SEVERITIES), "region": Key(), "style": Key("map"),
    "format": Key(), "grammar": Key("bool"),
}  # fmt: skip
_ID = re.compile(r"[a-z][a-z-]*\.[a-z0-9][a-z0-9-]*")
_MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """One executed example. ``marks`` are the (start, end) of what must be found in ``text``, nothing else."""

    kind: str
    language: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    suggests: tuple[str, ...] = ()
    doctype: str = ""
    severity: str = ""
    region: str = ""
    line: int = 0
    whole: bool = False  # the finding is on the whole text
    format: str = ""  # plain text where nothing is said
    style: tuple[tuple[str, str], ...] = ()
    grammar: bool = False  # what it shows needs grammar: it is left out where there is none


@dataclass(frozen=True, slots=True)
class Card:
    """One rule as authored. ``data`` is what the card says beyond its examples, as plain JSON values."""

    id: str
    path: str
    data: dict[str, Any]
    examples: tuple[Example, ...]
    checker: Checker

    @property
    def family(self) -> str:
        return self.id.split(".")[0]

    def fail(self, at: At, message: str) -> RuleError:
        error = self.checker.fail(at, message)
        assert isinstance(error, RuleError)
        return error


def _check_dates(checker: Checker, reference: dict[str, Any], i: int) -> None:
    """``on``: the day it was read; ``dated``: of the law or the edition; ``changes``: when it is to change."""
    for key in ("on", "changes"):
        if reference.get(key) is not None and not is_date(str(reference[key])):
            raise checker.fail(("references", i, key), f"{reference[key]!r} is no date: write 2026-01-31")
    if reference.get("dated") is not None:
        reference["dated"] = str(reference["dated"])
        if not is_rough_date(reference["dated"]):
            raise checker.fail(("references", i, "dated"), f"{reference['dated']!r} is no date: write 2010, 2010-04 or 2010-04-08")


def load_card(path: Path, rule_id: str) -> Card:
    """Load and check one card. Raises RuleError with file:line:column."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot be read as UTF-8 text ({e.__class__.__name__})", Place(str(path))) from None
    checker = Checker(parse(text, str(path), RuleError), RuleError)
    data = checker.mapping(checker.yaml.data, (), _CARD, "a rule card")
    if not _ID.fullmatch(rule_id):
        raise checker.fail((), f"{rule_id!r} is no rule id: rules/<family>/<kebab-name>.yaml")
    checker.mapping(data.get("scope") or {}, ("scope",), _SCOPE, "scope")
    styles = {key: Key("texts", choices=values) for key, values in STYLES.items()}
    checker.mapping(data.get("style") or {}, ("style",), styles, "style")
    wanted = (data.get("options") or {}).get("when_style", {})
    checker.mapping(wanted, ("options", "when_style"), styles, "when_style")
    for i, reference in enumerate(data.get("references") or []):
        checker.mapping(reference, ("references", i), _REFERENCE, "a reference")
        _check_dates(checker, reference, i)
        checker.mapping(reference.get("named") or {}, ("references", i, "named"), {code: Key() for code in LANGUAGES}, "named")
    if data["check"] != FACT_FAMILY:
        _check_messages(checker, data)
    examples = tuple(_examples(checker, data["examples"], whole=data["check"] in DOCUMENT_CHECKS))
    return Card(rule_id, str(path), {k: v for k, v in data.items() if k != "examples"}, examples, checker)


def _check_messages(checker: Checker, data: dict[str, Any]) -> None:
    for key in ("ground", "default_severity", "message", "why"):
        if data.get(key) is None:
            raise checker.fail((), f"a rule card needs {key!r}")
    languages = {code: Key(required=code in data["examples"]) for code in LANGUAGES}
    for key in ("message", "why"):
        checker.mapping(data[key], (key,), languages, key)


def _examples(checker: Checker, data: dict[str, Any], *, whole: bool) -> list[Example]:
    found: list[Example] = []
    checker.mapping(data, ("examples",), {code: Key("map") for code in LANGUAGES}, "examples")
    for language, kinds in data.items():
        at: At = ("examples", language)
        checker.mapping(kinds, at, _EXAMPLES, "examples of a language")
        for kind, items in kinds.items():
            for i, item in enumerate(items):
                example = _example(checker, item, (*at, kind, i), kind, language, whole=whole)
                found.append(example)
    return found


def _example(checker: Checker, item: Any, at: At, kind: str, language: str, *, whole: bool) -> Example:
    data = {"text": item} if isinstance(item, str) else checker.mapping(item, at, _EXAMPLE, "an example")
    text, marks = unmark(data["text"])
    if kind == "good" and marks:
        raise checker.fail(at, "a good example has no <mark>")
    if whole and marks:
        raise checker.fail(at, "this check is of the text as a whole: its examples have no <mark>")
    if kind != "good" and not marks and not whole:
        raise checker.fail(at, "a bad example marks the words with <mark>…</mark>")
    style = checker.mapping(data.get("style") or {}, (*at, "style"), {key: Key(choices=choices(key)) for key in KEYS}, "style")
    return Example(
        kind, language, text, tuple(marks), tuple(data.get("suggests", ())), data.get("doctype", ""),
        data.get("severity", ""), data.get("region", ""), checker.yaml.place(at).line, whole,
        data.get("format", ""), tuple(style.items()), bool(data.get("grammar", False)),
    )  # fmt: skip


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take ``<mark>`` out of an example; return the plain text and the spans that were marked."""
    plain, marks, at = "", [], 0
    for m in _MARK.finditer(text):
        plain += text[at : m.start()]
        marks.append((len(plain), len(plain) + len(m[1])))
        plain += m[1]
        at = m.end()
    return plain + text[at:], marks


def card_files(folder: Path) -> list[tuple[Path, str]]:
    """Return the cards of a rules folder (profiles aside), each with its rule id, in a stable order."""
    paths = [p for p in sorted(folder.rglob("*.yaml")) if p.relative_to(folder).parts[0] != "profiles"]
    return [(p, ".".join(p.relative_to(folder).with_suffix("").parts)) for p in paths]


def load_cards(folder: Path) -> list[Card]:
    """Load every card of a folder."""
    return [load_card(path, rule_id) for path, rule_id in card_files(folder)]
