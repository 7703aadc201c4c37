"""Suppressions written in the text: ``<!-- inclusive-lint disable-next-line age.youth-coded: quoting the law -->``.

Here they are only read, and kept out of the view. What they silence is the business of the suppression module.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import Directive, LineIndex
from ..errors import did_you_mean

if TYPE_CHECKING:
    from ..strict_yaml import Yaml

MARKER = "inclusive-lint"
ACTIONS = ("disable-next-line", "disable-line", "disable-file", "disable", "enable")

# Up to the next opening only, or a run of unclosed comments would cost quadratic time.
_COMMENT = re.compile(rf"<!--\s*{MARKER}\s(?:(?!<!--).)*?-->", re.DOTALL)
# Alone on a line of plain text. Other sentences may begin with our name: only a known action, or nearly one, counts.
_LINE = re.compile(
    rf"(?:(?<=[\r\n])|\A)[ \t]*(?:(?:\#|//)[ \t]*)?({MARKER}[ \t]+(?:dis|en)[\w-]*(?:[ \t][^\r\n]*)?)(?=[\r\n]|\Z)"
)
_BODY = re.compile(rf"\s*{MARKER}\s+(?P<action>[\w-]+)(?P<rules>[^:]*)(?::(?P<reason>.*))?", re.DOTALL)
_VISIBLE = re.compile(r"[^\r\n]")


class DirectiveReader:
    """Collects the directives of one source, and a sentence for each that cannot be understood."""

    def __init__(self, source: str) -> None:
        self.directives: list[Directive] = []
        self.problems: list[str] = []
        self._source = source
        self._present = MARKER in source
        self._lines: LineIndex | None = None

    def comment(self, start: int, end: int) -> None:
        """Read the HTML comment ``source[start:end]``, which may be about something else."""
        if self._present:
            body = self._source[start:end].removeprefix("<!--").removesuffix("-->")
            self._read(body, start, end)

    def plain(self) -> str:
        """Read the directives of a plain text; return it with blanks in their place, of the same length."""
        if not self._present:
            return self._source
        masked = self._source
        for pattern in (_COMMENT, _LINE):
            for m in pattern.finditer(masked):
                if m.lastindex:
                    self._read(m[1], m.start(1), m.end())
                else:
                    self.comment(*m.span())
            masked = pattern.sub(lambda m: _VISIBLE.sub(" ", m[0]), masked)
        self.directives.sort(key=lambda directive: directive.line)
        return masked

    def _read(self, body: str, start: int, end: int) -> None:
        m = _BODY.fullmatch(body)
        if m is None:
            return
        action, rules = m["action"], tuple(re.split(r"[\s,]+", m["rules"].strip(" \t\r\n,")))
        if action not in ACTIONS:
            self._problem(start, f"there is no suppression {action!r}{did_you_mean(action, ACTIONS)}")
        elif not rules[0]:
            self._problem(
                start, f"{action!r} names no rule; write for example '{MARKER} {action} age.youth-coded: why'"
            )
        else:
            # "Next line" is counted from where the comment ends.
            line, _ = self._position(max(start, end - 1))
            self.directives.append(Directive(action, rules, " ".join((m["reason"] or "").split()), line))

    def _problem(self, at: int, sentence: str) -> None:
        line, column = self._position(at)
        self.problems.append(f"{line}:{column}: {sentence}")

    def _position(self, at: int) -> tuple[int, int]:
        if self._lines is None:
            self._lines = LineIndex(self._source)
        return self._lines.position(at)


def from_front_matter(yaml: Yaml) -> tuple[dict[str, object], tuple[Directive, ...], tuple[str, ...]]:
    """Read the ``inclusive-lint:`` mapping of a front matter.

    Returns its options, its ``disable:`` (a list of ids, or ids with their reasons) as directives, and problems.
    """
    data = yaml.data.get(MARKER)
    if data is None:
        return {}, (), ()
    if not isinstance(data, dict):
        return (
            {},
            (),
            (_at(yaml, (MARKER,), f"{MARKER!r} must be a mapping, such as {{disable: {{age.youth-coded: why}}}}"),),
        )
    disabled = data.get("disable", {})
    options = {key: value for key, value in data.items() if key != "disable"}
    reasons = dict.fromkeys(map(str, disabled), "") if isinstance(disabled, list) else disabled
    if not isinstance(reasons, dict):
        return options, (), (_at(yaml, (MARKER, "disable"), "'disable' must be rule ids, each with its reason"),)
    directives = tuple(
        Directive("disable-file", (rule,), str(reason or ""), yaml.place((MARKER, "disable", rule)).line)
        for rule, reason in reasons.items()
    )
    return options, directives, ()


def _at(yaml: Yaml, at: tuple[str | int, ...], sentence: str) -> str:
    place = yaml.place(at)
    return f"{place.line}:{place.column}: {sentence}"
