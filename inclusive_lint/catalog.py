"""All rules and lexicons, compiled and immutable, passed in where they are needed."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .model import Severity
from .pairs import Pairs
from .tokens import Spelling, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .imagery.words import ImageWords


class Scope(NamedTuple):
    """Where a rule looks. Empty: everywhere."""

    sections: frozenset[str] = frozenset()
    not_sections: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    not_blocks: frozenset[str] = frozenset()
    doctypes: frozenset[str] = frozenset()
    not_doctypes: frozenset[str] = frozenset()


class Rule(NamedTuple):
    """One rule as it runs."""

    id: str
    check: str
    ground: str = "style"
    severity: Severity = Severity.INFO
    scope: Scope = Scope()
    person: bool = False
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    unless_fact: tuple[str, ...] = ()
    soften_fact: tuple[str, ...] = ()
    style: Mapping[str, list[str]] = {}
    options: Mapping[str, Any] = {}
    aliases: tuple[str, ...] = ()
    texts: Callable[[], Mapping[str, Any]] = dict  # see TEXTS: read where there is a finding

    @property
    def family(self) -> str:
        return self.id.split(".", 1)[0]

    @property
    def summary(self) -> str:
        return str(self.texts().get("summary", ""))

    @property
    def message(self) -> Mapping[str, str]:
        return self.texts().get("message") or {}

    @property
    def why(self) -> Mapping[str, str]:
        return self.texts().get("why") or {}

    @property
    def references(self) -> Sequence[Mapping[str, Any]]:
        return self.texts().get("references") or ()

    @property
    def since(self) -> str:
        return str(self.texts().get("since", ""))

    @property
    def verified(self) -> str:
        return str(self.texts().get("verified", ""))


# What a card says to people. No check needs it, so the tables keep it apart.
TEXTS = ("summary", "message", "why", "references", "since", "verified")


def rule_of(rule_id: str, data: Mapping[str, Any], texts: Callable[[], Mapping[str, Any]]) -> Rule:
    """Make a Rule of the compiled data of its card."""
    scope = Scope(**{k: frozenset(v) for k, v in (data.get("scope") or {}).items()})
    return Rule(
        id=rule_id, check=data["check"], ground=data.get("ground", "style"),
        severity=Severity(data.get("default_severity", "info")), scope=scope, person=data.get("person", False),
        unless=tuple(data.get("unless") or ()), only=tuple(data.get("only") or ()), unless_fact=tuple(data.get("unless_fact") or ()),
        soften_fact=tuple(data.get("soften_fact") or ()), style=data.get("style") or {}, options=data.get("options") or {},
        aliases=tuple(data.get("aliases") or ()), texts=texts,
    )  # fmt: skip


class Vocabulary:
    """The compiled words of one language; see compiler.py for the shape of ``data``."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self.data = data

    def phrases(self, name: str) -> list[str]:
        """Return a shared word set (a section's headings, say)."""
        found: list[str] = self.data["sets"].get(name, [])
        return found

    @cached_property
    def pairs(self) -> Pairs:
        """The words that come in two genders."""
        return Pairs(self.data.get("pairs", {}))

    @cached_property
    def imagery(self) -> ImageWords:
        """The words of the imagery rules."""
        from .imagery.words import ImageWords

        return ImageWords(self.data["sets"])

    def names(self, prefix: str) -> list[str]:
        """Return the names of the shared word sets that begin with ``prefix``."""
        return [n for n in self.data["sets"] if n.startswith(prefix)]


class Catalog:
    """Everything that was compiled. A language's tables are asked for when a text needs them."""

    def __init__(self, core: Mapping[str, Any], language_data: Callable[[str], Mapping[str, Any]]) -> None:
        self._core = core
        self._language_data = language_data
        self._vocabularies: dict[str, Vocabulary] = {}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule and fact by id."""
        rules = self._core["rules"]
        texts = self._core.get("texts", rules)  # apart in the tables on disk, beside the rest in memory
        return {rule_id: rule_of(rule_id, data, partial(texts.__getitem__, rule_id)) for rule_id, data in rules.items()}

    @property
    def profiles(self) -> Mapping[str, Any]:
        """Every profile by name, compiled; see profiles.py."""
        found: Mapping[str, Any] = self._core.get("profiles", {})
        return found

    @cached_property
    def tokenizer(self) -> Tokenizer:
        return Tokenizer(Spelling(*(tuple(words) for words in self._core["spelling"])))

    def vocabulary(self, language: str) -> Vocabulary:
        """Return the tables of one language, loading them the first time."""
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(language, self._language_data(language))
        return self._vocabularies[language]

    @classmethod
    def from_compiled(cls, compiled: Mapping[str, Any]) -> Catalog:
        """Make a catalog of ``compile_catalog``'s result."""
        core = {k: v for k, v in compiled.items() if k != "languages"}
        return cls(core, lambda code: compiled["languages"][code])
