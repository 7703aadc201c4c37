"""Errors in the language of whoever reads them.

Errors are raised in English, as one sentence each. What they are in another language stands in data, in the way of
message catalogs: the English sentence, with ``{slots}`` for what differs, and its translation. A sentence that the
data does not know stays as it is; a test holds that the data knows all that a user can meet.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "locales" / "sentences"
_SLOT = re.compile(r"\{(\w+)\}")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")  # a large number: outside English a comma is a decimal mark
_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as everywhere


class Phrasebook:
    """The sentences of one language.

    >>> Phrasebook({"no {thing} here (did you mean {x}?)": "geen {thing} hier (was het {x}?)"})("no cat here (did you mean cap?)")
    'geen cat hier (was het cap?)'
    """

    def __init__(self, sentences: Mapping[str, str]) -> None:
        # The more of a sentence is said, the surer it is the one.
        known = sorted(sentences, key=lambda english: -len(_SLOT.sub("", english)))
        self._phrases = [(_pattern(english), sentences[english]) for english in known]

    def __call__(self, sentence: str) -> str:
        """Return a sentence in this language; what stands in its slots too, and what follows a place (``ad.txt: …``)."""
        for pattern, translation in self._phrases:
            if found := pattern.fullmatch(sentence):
                return self._filled(translation, found)
        if _GROUPED.fullmatch(sentence):
            return sentence.replace(",", "\u00a0")
        place, colon, rest = sentence.partition(": ")
        return f"{place}: {self(rest)}" if colon else sentence

    def _filled(self, translation: str, found: re.Match[str]) -> str:
        return _SLOT.sub(lambda slot: self(found[slot[1]]), translation)


def _pattern(english: str) -> re.Pattern[str]:
    parts = _SLOT.split(english)
    made = [f"(?P<{part}>.*?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)


@cache
def phrasebook(language: str, *folders: Path) -> Phrasebook:
    """Return the sentences of a language, those of other folders too. English needs none."""
    files = [folder / f"{language}.json" for folder in (FOLDER, *folders)]
    return Phrasebook({k: v for file in files if file.is_file() for k, v in _sentences(file).items()})


def _sentences(file: Path) -> dict[str, str]:
    import json  # English goes without

    found: dict[str, str] = json.loads(file.read_text("utf-8"))
    return found


def translated(sentence: str, language: str | None, *folders: Path) -> str:
    """Return an error in a language; in English where it is none of ours."""
    return phrasebook(language, *folders)(sentence) if language in LANGUAGES else sentence


def language_of_environment() -> str:
    """Return the language that the user's system speaks, as the environment says; English without."""
    value = next((found for name in _ENVIRONMENT if (found := os.environ.get(name))), "")
    code = re.split(r"[_.@-]", value)[0].lower()
    return code if code in LANGUAGES else "en"
