"""Part of speech, morphology and lemma of words, by spaCy: asked for sentence by sentence, and only where a pattern asks.

Nothing here is imported or loaded until then; most texts never come so far. Our own small pipelines stand in
``models/grammar/`` (see their card); an official model that is installed takes their place where the user wants it.
"""

from __future__ import annotations

import sys
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from . import resources
from .model import INSTALLED_GRAMMAR, NO_GRAMMAR, OWN_GRAMMAR
from .tokens import BOUNDARY, SENTENCE_END

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .tokens import Tokens

_MODELS = resources.MODELS / "grammar"
# Official models by their names, the best first; "web" or "news" is what they were trained on.
_OFFICIAL = [f"{{}}_core_{kind}_{size}" for size in ("lg", "md", "sm") for kind in ("news", "web")]
_NOT_NEEDED = ("ner", "parser", "senter")
_MANY = 300  # tokens; what is longer is no sentence but a table without marks
_lock = threading.Lock()


class Analysis(NamedTuple):
    """What grammar says of one word. ``morph`` are features as in Universal Dependencies: "Gender=Fem"."""

    pos: str
    lemma: str
    morph: frozenset[str]

    @property
    def features(self) -> str:
        """The features in one line, as spaCy writes them."""
        return "|".join(sorted(self.morph))


class Grammar:
    """The grammar of one document, analysed one sentence at a time when it is asked for.

    ``skipped`` are the languages in which something was asked and there was no answer. It does not hold the words, which hold it:
    what is in a ring is freed late.
    """

    def __init__(self, view: str, languages: Sequence[str | None], choice: str = OWN_GRAMMAR) -> None:
        self._view = view
        self._languages = languages
        self._choice = choice
        self._known: dict[int, Analysis] = {}
        self.skipped: set[str] = set()

    def answers(self, tokens: Tokens, token: int) -> bool:
        """Whether there is grammar for the language at a token; loads it if so."""
        language = self._languages[tokens.block_of(token)] or ""
        if self._choice == NO_GRAMMAR or not language:
            return False
        if tagger(language, self._choice) is None:
            self.skipped.add(language)
            return False
        return True

    def at(self, tokens: Tokens, token: int) -> Analysis:
        """Return the analysis of a token, in its sentence. Only where there are ``answers``."""
        if token not in self._known:
            words, low, high = tokens.words, token, token + 1
            while low > 0 and words[low - 1] != BOUNDARY and words[low - 1] not in SENTENCE_END and token - low < _MANY:
                low -= 1
            while words[high] != BOUNDARY and words[high] not in SENTENCE_END and high - token < _MANY:
                high += 1
            language = self._languages[tokens.block_of(token)] or ""
            tag = tagger(language, self._choice)
            assert tag is not None
            places = [tokens.place(i) for i in range(low, high)]
            self._known |= dict(enumerate(tag([self._view[a:b] for a, b in places]), low))
        return self._known[token]


@lru_cache(maxsize=8)
def tagger(language: str, choice: str = OWN_GRAMMAR) -> Callable[[Sequence[str]], list[Analysis]] | None:
    """Return what analyses the words of a sentence, or None where spaCy or a model cannot be had."""
    with _lock:
        try:
            nlp = _pipeline(language, choice)
        except (ImportError, OSError, ValueError, AttributeError):
            return None  # spaCy is absent, or is not the spaCy that the model needs

    def tag(words: Sequence[str]) -> list[Analysis]:
        from spacy.tokens import Doc

        # What a text brings is forgotten with it; the zone of a pipeline is for one thread at a time.
        with _lock, nlp.memory_zone():
            return [
                Analysis(t.pos_, t.lemma_, frozenset(filter(None, str(t.morph).split("|"))))
                for t in nlp(Doc(nlp.vocab, words=list(words)))
            ]

    return tag


def official(language: str) -> str:
    """Return the name of the best official model of a language that is installed, or ""."""
    from importlib.util import find_spec

    names = [name.format(language) for name in _OFFICIAL]
    return next((name for name in names if find_spec(name)), "")


def _pipeline(language: str, choice: str) -> Any:
    _import_spacy()
    import spacy

    name = official(language) if choice == INSTALLED_GRAMMAR else ""
    if name:
        return spacy.load(name, exclude=_NOT_NEEDED)
    return spacy.load(_MODELS / language)


def _import_spacy() -> None:
    """Import spaCy without its command line, which is a third of the time and of no use here.

    A program that wants ``spacy.cli`` afterwards gets it: only the import is put off.
    """
    if "spacy" in sys.modules:
        return
    from types import ModuleType

    def info(*arguments: Any, **options: Any) -> Any:
        from spacy.cli.info import info as real

        return real(*arguments, **options)

    absent = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    absent["spacy.cli.info"].info = info  # type: ignore[attr-defined]
    sys.modules.update(absent)
    try:
        import spacy  # noqa: F401
    finally:
        for name, module in absent.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
