"""``inclusive-lint rules new``: a card and its lexicons, ready to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..errors import ConfigError
from ..model import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID = re.compile(r"[a-z][a-z-]*\.[a-z0-9][a-z0-9-]*")
_PLACEHOLDER = "zzzz"

_CARD = """\
summary: TODO one line that names the pattern found
check: lexicon
ground: bias                       # law | duty | bias | style
default_severity: info             # error | warning | info | off
since: "{version}"
scope: {{doctypes: [vacancy, internal]}}
unless: [quotation]
message:
{message}
why:
{why}
references: []
verified: TODO how this was checked
examples:
{examples}
"""
_EXAMPLES = """\
  {code}:
    bad:
      - "TODO <mark>{word}</mark>"
    good:
      - "TODO “{word}”"
      - text: TODO {word}
        doctype: report
"""
_LEXICON = """\
language: {code}
sources:
  own: {{title: own knowledge}}
terms:                             # sorted; see docs/writing-rules.md for forms, suggest, except, patterns
  - {{term: {word}, confidence: high, source: own}}
"""


def scaffold(name: str, rules_dir: str, lexicons_dir: str) -> Iterator[Path]:
    """Write the files of a new rule; yield each path. Raises ConfigError if the id is no id, or a file exists."""
    if not _ID.fullmatch(name):
        raise ConfigError(f"{name!r} is no rule id; write <family>.<name> in small letters, as in age.youth-coded")
    parts = name.split(".")
    files = {Path(rules_dir, *parts).with_suffix(".yaml"): _card()}
    for code in LANGUAGES:
        files[Path(lexicons_dir, code, *parts).with_suffix(".yaml")] = _LEXICON.format(code=code, word=_PLACEHOLDER)
    for path in files:
        if path.exists():
            raise ConfigError(f"{path} exists already; nothing was written")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as e:
            raise ConfigError(f"{path} cannot be written: {e.strerror}") from None
        yield path


def _card() -> str:
    message = "\n".join(f'  {code}: "TODO ‘{{match}}’"' for code in LANGUAGES)
    why = "\n".join(f"  {code}: TODO" for code in LANGUAGES)
    examples = "".join(_EXAMPLES.format(code=code, word=_PLACEHOLDER) for code in LANGUAGES)
    return _CARD.format(version=__version__, message=message, why=why, examples=examples.rstrip())
