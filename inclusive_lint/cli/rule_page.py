"""One rule for a reader: what it says and why, where it looks, what exempts from it, examples, severities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import resources
from ..model import LANGUAGES
from ..reporters.style import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..catalog import Catalog, Rule
    from ..rule import Card, Example

_COLUMNS = 96


def page(
    catalog: Catalog, rule: Rule, severities: Mapping[str, str], language: str, rules_dirs: tuple[str, ...]
) -> str:
    """Return the page of a rule as text."""
    sections = [
        ("", [rule.id, rule.summary]),
        ("Message", _in(rule.message, language)),
        ("Why", _in(rule.why, language)),
        ("Severity", [] if rule.check == "fact" else [f"{name}: {value}" for name, value in severities.items()]),
        ("Looks", list(_scope(rule))),
        ("Silent when", list(_exemptions(rule))),
        ("Words", list(_words(catalog, rule))),
        ("References", [line for data in rule.references for line in _reference(data)]),
        ("Verified", [rule.verified]),
        ("Examples", list(_examples(rule, rules_dirs))),
    ]
    lines: list[str] = []
    for title, body in sections:
        if body:
            lines += [title] if title else []
            lines += [("  " if title else "") + line for text in body for line in wrapped(text, _COLUMNS)]
            lines.append("")
    return "\n".join(lines)


def _in(texts: Mapping[str, str], language: str) -> list[str]:
    text = texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
    return [text] if text else []


def _scope(rule: Rule) -> Iterator[str]:
    scope = rule.scope
    for what, inside, outside in (
        ("sections", scope.sections, scope.not_sections),
        ("blocks", scope.blocks, scope.not_blocks),
        ("document types", scope.doctypes, scope.not_doctypes),
    ):
        if inside:
            yield f"in {what}: {', '.join(sorted(inside))}"
        if outside:
            yield f"not in {what}: {', '.join(sorted(outside))}"
    if rule.only:
        yield f"only where: {', '.join(rule.only)}"
    if rule.person:
        yield "only where the sentence speaks to or of the candidate"


def _exemptions(rule: Rule) -> Iterator[str]:
    if rule.unless:
        yield f"context: {', '.join(rule.unless)}"
    if rule.unless_fact:
        yield f"the document states: {', '.join(rule.unless_fact)}"
    if rule.soften_fact:
        yield f"only a hint when the document states: {', '.join(rule.soften_fact)}"


def _words(catalog: Catalog, rule: Rule) -> Iterator[str]:
    """How many terms and patterns the lexicons hold for the rule, every form counted."""
    for code in LANGUAGES:
        data = catalog.vocabulary(code).data
        own = {number for number, entry in enumerate(data["entries"]) if rule.id in entry["rules"]}
        terms = sum(number in own for _, number in data["terms"])
        patterns = sum(entry in own for entry, *_ in data["patterns"])
        exceptions = len(data["excepts"].get(rule.id, ())) + sum(len(data["entries"][n].get("except", ())) for n in own)
        if own:
            yield f"{code}: {terms} forms, {patterns} patterns, {exceptions} exceptions"


def _reference(data: Mapping[str, object]) -> Iterator[str]:
    yield ", ".join(str(data[key]) for key in ("title", "article", "url") if data.get(key))
    if data.get("dated"):
        yield f"    dated: {data['dated']}"
    yield f"    verified: {data['verified']}" if data.get("verified") else "    not verified: from memory"
    if data.get("verified"):
        yield f"    read on: {data.get('on') or 'not recorded'}"
    if data.get("changes"):
        yield f"    to change on: {data['changes']}"


def _examples(rule: Rule, rules_dirs: tuple[str, ...]) -> Iterator[str]:
    card = _card(rule, rules_dirs)
    for example in card.examples if card else ():
        yield f"{example.language} {example.kind:4} {_marked(example)}"


def _card(rule: Rule, rules_dirs: tuple[str, ...]) -> Card | None:
    """Load the card again, for what is not compiled; the user's own folders count first."""
    from ..rule import load_card

    for folder in [*map(Path, reversed(rules_dirs)), resources.folder("rules")]:
        path = folder.joinpath(*rule.id.split(".")).with_suffix(".yaml")
        if path.is_file():
            return load_card(path, rule.id)
    return None


def _marked(example: Example) -> str:
    """The text on one line, the words it is about between brackets."""
    text = example.text
    for start, end in sorted(example.marks, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return " ".join(text.split())
