"""Lexicons as authored: YAML files of words, each entry with its source and confidence.

``lexicons/<language>/<family>/<rule>.yaml`` holds the terms and patterns of that rule;
``lexicons/<language>/*.yaml`` holds word sets (cues, headings, spelling) that rules share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import LexiconError, Place
from .model import LANGUAGES, SECTIONS
from .schema import Checker, Key
from .strict_yaml import Path as At
from .strict_yaml import parse
from .style import STYLES

if TYPE_CHECKING:
    from pathlib import Path

CONFIDENCE = ("high", "medium", "low")
_FILE = {
    "language": Key(required=True, choices=LANGUAGES), "note": Key(), "licence": Key(), "sources": Key("map"),
    "sets": Key("map"), "terms": Key("list"), "patterns": Key("list"), "except": Key("list"), "off": Key("texts"),
}  # fmt: skip
_SOURCE = {"title": Key(required=True), "url": Key(), "licence": Key(), "note": Key()}
_COMMON = {
    "suggest": Key("texts"), "except": Key("list"), "confidence": Key(required=True, choices=CONFIDENCE),
    "source": Key(required=True), "region": Key("texts"), "note": Key(), "mild": Key("bool"), "sections": Key("texts", choices=SECTIONS), "person": Key("bool"), "style": Key("map"),
}  # fmt: skip
_TERM = {
    "term": Key(required=True), "forms": Key("texts"), "pairs": Key("texts"), "compounds": Key("bool"),
    "stop": Key("texts"), "match_case": Key("bool"), **_COMMON,
}  # fmt: skip
_PATTERN = {"pattern": Key("any", required=True), **_COMMON}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term or pattern. ``place`` is where it was written (a path inside the YAML)."""

    forms: tuple[str, ...] = ()
    pattern: Any = None
    suggest: tuple[str, ...] = ()
    excepts: tuple[Any, ...] = ()
    pairs: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    compounds: bool = False
    match_case: bool = False
    mild: bool = False
    confidence: str = "high"
    source: str = ""
    region: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    person: bool | None = None  # None: as the card says
    style: dict[str, list[str]] = field(default_factory=dict)
    at: At = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One file."""

    language: str
    topic: str
    path: str
    checker: Checker
    entries: tuple[Entry, ...] = ()
    excepts: tuple[Any, ...] = ()
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def fail(self, at: At, message: str) -> LexiconError:
        error = self.checker.fail(at, message)
        assert isinstance(error, LexiconError)
        return error


def load_lexicon(path: Path, topic: str) -> Lexicon:
    """Load and check one lexicon file. Raises LexiconError with file:line:column."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise LexiconError(f"cannot be read as UTF-8 text ({e.__class__.__name__})", Place(str(path))) from None
    yaml = parse(text, str(path), LexiconError)
    checker = Checker(yaml, LexiconError)
    data = checker.mapping(yaml.data, (), _FILE, "a lexicon")
    sources = _sources(checker, data.get("sources") or {})
    terms = [_term(checker, t, ("terms", i), sources) for i, t in enumerate(data.get("terms") or [])]
    _sorted_once(checker, terms)
    patterns = [_pattern(checker, p, ("patterns", i), sources) for i, p in enumerate(data.get("patterns") or [])]
    return Lexicon(
        data["language"], topic, str(path), checker, (*terms, *patterns), tuple(data.get("except") or ()),
        _sets(checker, data.get("sets") or {}), tuple(data.get("off") or ()),
    )  # fmt: skip


def _sources(checker: Checker, data: dict[str, Any]) -> dict[str, Any]:
    for name, source in data.items():
        checker.mapping(source, ("sources", name), _SOURCE, f"source {name!r}")
    return data


def _sets(checker: Checker, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(checker.texts(v, ("sets", name), f"set {name!r}")) for name, v in data.items()}


def _term(checker: Checker, data: Any, at: At, sources: dict[str, Any]) -> Entry:
    data = checker.mapping(data, at, _TERM, "a term")
    forms = (data["term"], *data.get("forms", ()))
    if len(set(forms)) < len(forms):
        raise checker.fail((*at, "forms"), f"a form of {data['term']!r} stands twice")
    return Entry(
        forms=forms, pairs=tuple(data.get("pairs", ())), stop=tuple(data.get("stop", ())),
        compounds=data.get("compounds", False), match_case=data.get("match_case", False),
        **_common(checker, data, at, sources),
    )  # fmt: skip


def _pattern(checker: Checker, data: Any, at: At, sources: dict[str, Any]) -> Entry:
    data = checker.mapping(data, at, _PATTERN, "a pattern")
    return Entry(pattern=data["pattern"], **_common(checker, data, at, sources))


def _common(checker: Checker, data: dict[str, Any], at: At, sources: dict[str, Any]) -> dict[str, Any]:
    if data["source"] not in sources:
        raise checker.fail((*at, "source"), f"source {data['source']!r} is not among the sources of this file")
    return {
        "suggest": tuple(data.get("suggest", ())), "excepts": tuple(data.get("except", ())),
        "mild": data.get("mild", False), "confidence": data["confidence"], "source": data["source"],
        "region": tuple(data.get("region", ())), "sections": tuple(data.get("sections", ())),
        "person": data.get("person"), "style": style_scope(checker, data.get("style") or {}, (*at, "style")), "at": at,
    }  # fmt: skip


def style_scope(checker: Checker, data: Any, at: At) -> dict[str, list[str]]:
    """Return the house styles, by key, under which something is said at all."""
    keys = {key: Key("texts", choices=values) for key, values in STYLES.items()}
    return dict(checker.mapping(data, at, keys, "style"))


def _sorted_once(checker: Checker, terms: list[Entry]) -> None:
    """Terms are sorted, so that a linguist sees where a word belongs and no word stands twice."""
    seen: set[str] = set()
    for before, entry in zip([None, *terms], terms, strict=False):
        name = entry.forms[0]
        if before and name.casefold() < before.forms[0].casefold():
            raise checker.fail(entry.at, f"{name!r} comes before {before.forms[0]!r}: terms are sorted")
        for form in entry.forms:
            if form.casefold() in seen:
                raise checker.fail(entry.at, f"{form!r} stands twice")
        seen.update(f.casefold() for f in entry.forms)


def lexicon_files(folder: Path) -> list[tuple[Path, tuple[str, ...]]]:
    """Return the lexicon files of a folder, each with the parts of its name, in a stable order."""
    return [(path, path.relative_to(folder).with_suffix("").parts) for path in sorted(folder.rglob("*.yaml"))]


def load_lexicon_file(path: Path, parts: tuple[str, ...]) -> Lexicon:
    """Load one file of a lexicon folder: its language and topic are where it stands."""
    if len(parts) < 2 or parts[0] not in LANGUAGES:
        raise LexiconError(
            f"a lexicon stands in a folder named after its language: {', '.join(LANGUAGES)}", Place(str(path))
        )
    lexicon = load_lexicon(path, ".".join(parts[1:]))
    if lexicon.language != parts[0]:
        raise lexicon.fail(("language",), f"language is {lexicon.language!r} but the folder says {parts[0]!r}")
    return lexicon


def load_lexicons(folder: Path) -> list[Lexicon]:
    """Load every lexicon of a folder, in a stable order."""
    return [load_lexicon_file(path, parts) for path, parts in lexicon_files(folder)]
