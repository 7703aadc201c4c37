"""Writes the pages that follow from the rules: docs/rules.md, docs/rules/*.md, docs/profiles.md, and blocks of the README.

    python tools/build_docs.py

Everything said there comes from the cards, the lexicons and the profiles, so that a page cannot lie about a rule. The same data give the
same pages, byte for byte; `git diff --exit-code` after a run shows that they are fresh.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusive_lint import __version__
from inclusive_lint.api import Linter
from inclusive_lint.catalog import Catalog
from inclusive_lint.folders import compile_folders
from inclusive_lint.locale import locale
from inclusive_lint.model import LANGUAGES, Report
from inclusive_lint.profiles import DEFAULT
from inclusive_lint.reporters import REPORTERS, View
from inclusive_lint.rule import FACT_FAMILY, load_cards
from inclusive_lint.style import ANY, KEYS, STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from inclusive_lint.rule import Card, Example

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
# What each family is about, in the order in which they are shown.
FAMILIES = {
    "gender": "titles, pronouns and agreement that name one sex, calls for one sex only",
    "coded": "the balance of traits that readers associate with men or with women: a score over the whole text, no remarks on single words",
    "age": "limits and ranges, a young person wanted, a young team as the attraction, indirect demands",
    "origin": "nationality, descent, mother tongue and native speakers, accent",
    "belief": "religion, politics, union membership",
    "ability": "blanket demands on health or body, wording that equates disability with a flaw",
    "appearance": "looks, photos, dress without a reason in the work",
    "family": "pregnancy, children and partners, and a life that leaves no room for either",
    "education": "degrees where experience would do, prestige of the school",
    "hype": "heroes, war, club culture",
    "requirement": "lists of demands that grow beyond the work",
    "pay": "questions about what somebody earned before, pay that is not told",
    "statement": "statements that readers look for and do not find",
    "campaign": "texts around images",
    "imagery": "what pictures show, as told by their descriptions",
    "brief": "what a brief for images leaves open: questions, never remarks",
    "accessibility": "texts that not everybody can get at",
    "readability": "sentences that are hard to read",
}
_LANGUAGES = {"nl": "Dutch", "fr": "French", "en": "English"}
_SHOWN_EXAMPLES = 8
_SHOWN_FINDINGS = 3
_DAY = "2026-11-22"  # the README's example is judged by the law of one day, or it would change with the calendar
_EXAMPLE = "examples/en-sales.txt"
_ABOUT_RULES = (
    "Each rule has a page. The severity is that of the card; a [profile](profiles.md) may set another. What the grounds and severities mean stands in the "
    "[README](../README.md#how-a-remark-is-judged)."
)
_ABOUT_SEVERITIES = (
    "A remark of medium confidence is never above warning, one of low confidence never above info, whatever stands here. `severities` in the "
    "configuration overrides a profile; a profile of your own may extend one of these: `--profile path/to/mine.yaml`."
)
_ABOUT_STYLE = (
    "Choices between forms that are all fine, as each profile makes them; the configuration of a house decides (`style`, see [writing-rules](writing-rules.md#house-style)). "
    "A key with a language holds for texts in it."
)
_NO_ADVICE = (
    "This is not legal advice. A profile says how firmly a remark is made where a rule of law or guidance exists; whether a text breaks the law is for "
    "people to judge. References tell how they were verified; one from memory says so."
)


@dataclass(frozen=True)
class Rules:
    """All that the pages are made of. ``contexts`` are the conditions of ``unless`` in words."""

    cards: Sequence[Card]
    catalog: Catalog
    contexts: Mapping[str, str]

    def families(self) -> dict[str, list[Card]]:
        """Return the cards by family, facts last and apart."""
        found: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            found[card.family].append(card)
        unknown = [name for name in found if name not in FAMILIES and name != FACT_FAMILY]
        if unknown:
            sys.exit(f"tools/build_docs.py: FAMILIES says nothing about {', '.join(unknown)}")
        return {name: found[name] for name in (*FAMILIES, FACT_FAMILY) if name in found}

    def severities(self, card: Card) -> dict[str, str]:
        """Return the severity of a rule by profile, with the dates on which it changes."""
        own = [["", card.data.get("default_severity", "info")]]
        return {name: _steps(self.catalog.profiles[name]["severities"].get(card.id, own)) for name in self.profiles()}

    def profiles(self) -> list[str]:
        """Return the names of the profiles: the default first, the basis of all last."""
        return sorted(self.catalog.profiles, key=lambda name: (name != DEFAULT, name == "eu", name))


def load() -> Rules:
    """Load and compile the checkout's own rules and lexicons."""
    compiled = compile_folders([ROOT / "rules"], [ROOT / "lexicons"])
    return Rules(load_cards(ROOT / "rules"), Catalog.from_compiled(compiled), _contexts())


def _contexts() -> dict[str, str]:
    """Read what the guide for authors says of each context."""
    text = (DOCS / "writing-rules.md").read_text("utf-8")
    section = text.split("### Contexts for `unless`")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([a-z-]+)` \| (.+?) \|$", section, re.MULTILINE))


def _steps(steps: Sequence[Sequence[str]]) -> str:
    """``warning``, or ``warning, error from 2027-01-01``."""
    return ", ".join(f"{severity} from {date}" if date else severity for date, severity in steps)


def pages(rules: Rules) -> dict[Path, str]:
    """Return every generated file and its content."""
    found = {DOCS / "rules.md": _index(rules), DOCS / "profiles.md": _profiles(rules)}
    for card in rules.cards:
        found[DOCS / "rules" / f"{card.id}.md"] = _page(rules, card)
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, block in {
        "output": _output(),
        "families": _family_table(rules),
        "profiles": _profile_table(rules),
    }.items():
        readme = _replaced(readme, name, block)
    found[ROOT / "README.md"] = readme
    return found


def _replaced(text: str, name: str, block: str) -> str:
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    if text.count(start) != 1 or text.count(end) != 1:
        sys.exit(f"README.md: the markers {start} and {end} must stand there once")
    before, _, rest = text.partition(start)
    return f"{before}{start}\n{block.strip()}\n{end}{rest.partition(end)[2]}"


def _generated(source: str) -> str:
    return f"<!-- Generated by tools/build_docs.py from {source}. Do not edit. -->"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)


def _link(card: Card, folder: str) -> str:
    return f"[`{card.id}`]({folder}{card.id}.md)"


def _plain(text: str) -> str:
    """Return a text as Markdown shows it unchanged."""
    return re.sub(r"([\\`*_\[\]()<>|#~])", r"\\\1", " ".join(text.split()))


# --- the index and the README's blocks


def _index(rules: Rules) -> str:
    parts = [_generated("rules/"), "# Rules", _ABOUT_RULES]
    for family, cards in rules.families().items():
        if family == FACT_FAMILY:
            parts += [
                "## Facts",
                "What an ad states, with the words that show it. A fact is no remark; rules may fall silent when it is there.",
                _table(["fact", "what it is"], [[_link(c, "rules/"), _plain(c.data["summary"])] for c in cards]),
            ]
        else:
            rows = [
                [_link(c, "rules/"), _plain(c.data["summary"]), c.data["ground"], c.data["default_severity"]]
                for c in cards
            ]
            parts += [
                f"## {family}",
                f"{FAMILIES[family][0].upper()}{FAMILIES[family][1:]}.",
                _table(["rule", "what it finds", "ground", "severity"], rows),
            ]
    return "\n\n".join(parts) + "\n"


def _family_table(rules: Rules) -> str:
    rows = [
        [
            f"[{family}](docs/rules.md#{family})",
            FAMILIES[family],
            ", ".join(_link(c, "docs/rules/").replace(f"`{family}.", "`") for c in cards),
        ]
        for family, cards in rules.families().items()
        if family != FACT_FAMILY
    ]
    return _table(["family", "about", "rules"], rows)


def _profile_table(rules: Rules) -> str:
    rows = []
    for name in rules.profiles():
        data = rules.catalog.profiles[name]
        shown = f"`{name}` (default)" if name == DEFAULT else f"`{name}`"
        rows.append(
            [shown, _plain(data["description"].get("en", "")), f"`{data['extends']}`" if data["extends"] else ""]
        )
    more = "What each profile makes of each rule: [docs/profiles.md](docs/profiles.md). None of it is legal advice."
    return _table(["profile", "for", "extends"], rows) + "\n\n" + more


def _output() -> str:
    """Return the first remarks on an example, as the command prints them."""
    linter = Linter(as_of=_DAY)
    report = linter.check_text((ROOT / _EXAMPLE).read_text("utf-8"), filename=_EXAMPLE)
    text = REPORTERS["text"](Report((report,)), View(__version__, rules=linter.catalog.rules))
    head, *findings = re.split(r"\n\n", text.strip())
    return "\n\n".join(["```text\n" + head, *findings[:_SHOWN_FINDINGS]]) + "\n```"


# --- the page of a rule


def _page(rules: Rules, card: Card) -> str:
    source = f"rules/{card.id.replace('.', '/')}.yaml"
    parts = [_generated(source), f"# {card.id}", _plain(card.data["summary"]) + "."]
    if card.family == FACT_FAMILY:
        parts.append("A fact: what an ad states. It is no remark; its marks are the evidence.")
    else:
        parts.append(
            f"Ground: {card.data['ground']} ({locale('en').text(card.data['ground'], 'grounds')}). Since {card.data['since']}."
        )
    for title, body in (
        ("Message", _by_language(card.data.get("message"))),
        ("Why", _by_language(card.data.get("why"))),
        ("Severity by profile", _severities(rules, card)),
        ("Where it looks", _list(_scope(card))),
        ("When it is silent", _list(_exemptions(rules, card))),
        ("Words", _list(_words(rules, card))),
        ("References", _references(card)),
        ("Examples", "\n\n".join(_examples(card))),
    ):
        if body:
            parts += [f"## {title}", body]
    parts.append(
        f"How this rule was checked: {_plain(str(card.data['verified']))}. The card: [{source}](../../{source})."
    )
    return "\n\n".join(parts) + "\n"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _by_language(texts: Mapping[str, str] | None) -> str:
    shown = {code: text.replace("{match}", "…") for code, text in (texts or {}).items()}
    return _list(f"{_LANGUAGES[code]}: {_plain(shown[code])}" for code in LANGUAGES if code in shown)


def _severities(rules: Rules, card: Card) -> str:
    if card.family == FACT_FAMILY:
        return ""
    if card.data["check"] == "density":
        return "A score over the whole text, in the JSON report; never a finding."
    by_profile = rules.severities(card)
    return _table(list(by_profile), [list(by_profile.values())])


def _scope(card: Card) -> Iterator[str]:
    scope: dict[str, Sequence[str]] = card.data.get("scope") or {}
    for key, said in (("sections", "parts of the ad"), ("blocks", "kinds of block"), ("doctypes", "kinds of text")):
        if inside := scope.get(key):
            yield f"only in these {said}: {', '.join(inside)}" + (
                " (and where an ad has no headings)" if key == "sections" else ""
            )
        if outside := scope.get(f"not_{key}"):
            yield f"not in these {said}: {', '.join(outside)}"
    if card.data.get("person"):
        yield "only where the sentence speaks to or of the candidate"


def _exemptions(rules: Rules, card: Card) -> Iterator[str]:
    for name in card.data.get("only") or ():
        yield f"anywhere but {rules.contexts[name]}"
    for name in card.data.get("unless") or ():
        if name not in rules.contexts:
            sys.exit(f"docs/writing-rules.md does not say what the context {name!r} means")
        yield rules.contexts[name]
    facts = locale("en")
    for key, said in (("unless_fact", "the document states"), ("soften_fact", "only a hint when the document states")):
        for name in card.data.get(key) or ():
            yield f"{said}: {facts.text(name.replace('-', '_'), 'facts')} ([`fact.{name.replace('_', '-')}`](fact.{name.replace('_', '-')}.md))"


def _words(rules: Rules, card: Card) -> Iterator[str]:
    """How many words the rule knows in each language, and where they stand."""
    for code in LANGUAGES:
        data = rules.catalog.vocabulary(code).data
        own = {number for number, entry in enumerate(data["entries"]) if card.id in entry["rules"]}
        if not own:
            continue
        forms = sum(entry in own for _, entry in data["terms"])
        patterns = sum(entry in own for entry, *_ in data["patterns"])
        exceptions = len(data["excepts"].get(card.id, ())) + sum(len(data["entries"][n].get("except", ())) for n in own)
        counts = [_count(forms, "form"), _count(patterns, "pattern"), _count(exceptions, "exception")]
        files = ", ".join(_lexicon_links(card, code))
        yield f"{_LANGUAGES[code]}: {', '.join(x for x in counts if x)}" + (f" ({files})" if files else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}" if number else ""


def _lexicon_links(card: Card, code: str) -> Iterator[str]:
    for topic in card.data.get("lexicon") or [card.id]:
        path = f"lexicons/{code}/{topic.replace('.', '/')}.yaml"
        if (ROOT / path).is_file():
            yield f"[{topic}](../../{path})"


def _references(card: Card) -> str:
    return _list(_reference(data) for data in card.data.get("references") or ())


def _reference(data: Mapping[str, Any]) -> str:
    text = ", ".join(_plain(str(data[key])) for key in ("title", "article") if data.get(key))
    if data.get("url"):
        text = f"[{text}]({data['url']})"
    countries = f" ({', '.join(data['countries'])})" if data.get("countries") else ""
    dated = f", dated {data['dated']}" if data.get("dated") else ""
    if not data.get("verified"):
        return f"{text}{countries}{dated}. From memory, not verified."
    changes = f" To change on {data['changes']}." if data.get("changes") else ""
    return f"{text}{countries}{dated}. Verified: {_plain(str(data['verified']))}, {_read_on(data)}.{changes}"


def _read_on(data: Mapping[str, Any]) -> str:
    return f"read on {data['on']}" if data.get("on") else "day of reading not recorded"


def _examples(card: Card) -> Iterator[str]:
    found, silent = ("stated", "not stated") if card.family == FACT_FAMILY else ("found", "silent")
    titles = {"bad": found, "good": silent, "todo": "known misses"}
    for code in LANGUAGES:
        own = [e for e in card.examples if e.language == code]
        if not own:
            continue
        yield f"### {_LANGUAGES[code]}"
        for kind, title in titles.items():
            group = [e for e in own if e.kind == kind]
            if group:
                shown = group[:_SHOWN_EXAMPLES]
                more = len(group) - len(shown)
                lines = [*map(_example, shown), *([f"… and {more} more in the card"] if more else [])]
                yield f"{title.capitalize()}:\n\n{_list(lines)}"


def _example(example: Example) -> str:
    """Return the text with the words it is about in bold; the lines of a longer one are divided by slashes."""
    parts, at = [], 0
    for start, end in sorted(example.marks):
        parts += [_kept(example.text[at:start]), f"**{_kept(example.text[start:end]).strip()}**"]
        at = end
    text = "".join([*parts, _kept(example.text[at:])]).strip()
    about = [f"read as: {example.doctype}"] if example.doctype else []
    about += [f"only in: {example.region}"] if example.region else []
    about += [f"try: {', '.join(map(_plain, example.suggests))}"] if example.suggests else []
    return f"{text} ({'; '.join(about)})" if about else text


def _kept(text: str) -> str:
    """Like ``_plain``, but a blank at either end stays, and a line end is shown."""
    shown = re.sub(r"\s*\n\s*", " / ", text)
    blank = " " if shown[:1].isspace() else "", " " if shown[-1:].isspace() and shown.strip() else ""
    return blank[0] + _plain(shown) + blank[1]


# --- profiles


def _profiles(rules: Rules) -> str:
    names = rules.profiles()
    described = []
    for name in names:
        data = rules.catalog.profiles[name]
        described.append(
            f"`{name}`: {_plain(data['description'].get('en', ''))}"
            + (f"; extends `{data['extends']}`" if data["extends"] else "")
        )
    rows = []
    for family, cards in rules.families().items():
        for card in cards if family != FACT_FAMILY else ():
            if card.data["check"] != "density":
                by_profile = rules.severities(card)
                rows.append([_link(card, "rules/"), *(by_profile[name] for name in names)])
    parts = [
        _generated("rules/profiles/"),
        "# Profiles",
        _NO_ADVICE,
        _list(described),
        "## How severe each rule is",
        _table(["rule", *names], rows),
        _ABOUT_SEVERITIES,
        "## House style",
        _ABOUT_STYLE,
        _table(["choice", *names], _styles(rules, names)),
    ]
    return "\n\n".join(parts) + "\n"


def _styles(rules: Rules, names: Sequence[str]) -> list[list[str]]:
    """The choice of each profile by key, a row for a language only where one differs."""
    of = {name: rules.catalog.profiles[name].get("style", {}) for name in names}
    keys = [key for key in KEYS if any(key in of[name] for name in names)]
    return [[f"`{key}`", *(of[name].get(key, "-" if key not in STYLES else ANY) for name in names)] for key in keys]


def main() -> int:
    """Write the pages that changed, and remove those of rules that are gone."""
    wanted = pages(load())
    for path in sorted((DOCS / "rules").glob("*.md")):
        if path not in wanted:
            path.unlink()
            print(f"removed {path.relative_to(ROOT)}")
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
