"""A campaign as one HTML page: self-contained, printable, light and dark, readable by a screen reader.

No script, no request, nothing from outside: the page says so itself in its content security policy.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from ..labels import labels
from ..people import ROLES
from . import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...locale import Locale
    from ..campaign import Campaign, Described, Imbalance, Place
    from ..people import Depicted

_GENDERS = ("feminine", "masculine", "")
_CLASS = {"feminine": "feminine", "masculine": "masculine", "": "unsaid"}
_WORDY = " class=wordy"
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fff;--soft:#f1f1f4;--line:#77777f;--feminine:#6d3fc0;--masculine:#0b7285;--unsaid:#8a8a92}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--paper:#16161a;--soft:#24242b;--line:#9a9aa5;--feminine:#b79bf2;--masculine:#5cc4d6;--unsaid:#8f8f99}}
*{box-sizing:border-box}body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{margin:0;line-height:1.2}h2{margin:2rem 0 .5rem}.verdict{background:var(--soft);border-left:.4rem solid var(--line);padding:.8rem 1rem;font-size:1.15rem}
.question{margin:1rem 0;padding:.2rem 1rem;border-left:.2rem solid var(--line)}.small{font-size:.9rem}
.bars th,.bars td{border:0;padding:.2rem .6rem .2rem 0;vertical-align:middle;font-weight:400;background:none}.bars td{text-align:center;font-variant-numeric:tabular-nums}
.bars .bar{width:52%;text-align:left;white-space:nowrap;font-size:0;line-height:0}.bars i{display:inline-block;width:.9rem;height:.9rem;margin-right:.4rem;vertical-align:-.1rem}.bars .bar i{height:1.4rem;margin:0}
.feminine{background:var(--feminine)}.masculine{background:var(--masculine)}.unsaid{background:repeating-linear-gradient(45deg,var(--unsaid) 0 5px,var(--soft) 5px 8px)}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}thead th{background:var(--soft)}
.read .wordy{width:26%}.read p{margin:0 0 .15rem}.read td:nth-child(3) p{padding-left:.8rem;text-indent:-.8rem}.read td{overflow-wrap:anywhere}
.wide{overflow-x:auto}a{color:inherit}:focus-visible{outline:3px solid var(--feminine)}:target{background:var(--soft)}
@media screen and (max-width:44rem){body{padding:1rem}.bars thead th{font-size:.85rem}.bars .bar{width:38%}.read,.read tbody,.read tr,.read td,.read th,.read caption{display:block;border:0}.read thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}.read tr{border:1px solid var(--line);margin:.6rem 0;padding:.3rem .5rem}.read td[data-label]::before{content:attr(data-label);display:block;font-size:.8rem;font-weight:600}}
@media print{body{max-width:none;padding:0 1px;font-size:10pt}h2,caption,thead{break-after:avoid}.small{break-before:avoid}.bars,.question,.verdict,tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""


def render(campaign: Campaign) -> str:
    """Return the page."""
    words = labels(campaign.language)
    people = words.count("people", len(campaign.people))
    subtitle = words.text(
        "subtitle", people=people, descriptions=words.count("descriptions", len(campaign.descriptions))
    )
    body = [
        f"<h1>{escape(words.text('title'))}</h1><p>{escape(subtitle)}</p>",
        f"<h2>{escape(words.text('verdict'))}</h2><p class=verdict>{escape(facts.verdict(campaign, words))}</p>",
        *_questions(campaign, words), *_overview(campaign, words), _table(campaign, words), *_unread(campaign, words),
        f"<p class=small>{escape(words.text('note'))}</p>",
    ]  # fmt: skip
    return _PAGE.format(language=words.language, title=escape(words.text("title")), style=_STYLE, body="\n".join(body))


_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>{title}</title><style>{style}</style></head>
<body><main>
{body}
</main></body></html>
"""


def _questions(campaign: Campaign, words: Locale) -> list[str]:
    if not campaign.imbalances:
        return []
    numbers = {x.place: i for i, x in enumerate(campaign.descriptions, 1)}
    return [f"<h2>{escape(words.text('questions'))}</h2>", *(_question(x, numbers, words) for x in campaign.imbalances)]


def _question(found: Imbalance, numbers: dict[Place, int], words: Locale) -> str:
    links = ", ".join(f'<a href="#d{n}">{n}</a>' for n in sorted(numbers[p] for p in found.evidence))
    limit = escape(words.text("threshold", share=found.threshold, source=found.source))
    return (
        f"<div class=question><p><strong>{escape(found.question)}</strong></p>"
        f"<p class=small>{escape(words.text('evidence'))} {links}. {limit}</p></div>"
    )


def _overview(campaign: Campaign, words: Locale) -> list[str]:
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts.facts(campaign, words))
    return [f"<h2>{escape(words.text('overview'))}</h2>", _bars(campaign, words), f"<ul>{items}</ul>"]


def _bars(campaign: Campaign, words: Locale) -> str:
    """One bar per role, a stretch of it per gender: a table, so that its numbers are read out and grow with the text."""
    counted = [(role, campaign.count("gender", role=role)) for role in ROLES]
    rows = [(role, counts) for role, counts in counted if counts]
    most = max((sum(counts.values()) for _, counts in rows), default=1)
    legend = "".join(f"<th scope=col><i class={_CLASS[g]}></i>{escape(words.text(g, 'values'))}</th>" for g in _GENDERS)
    body = "".join(
        _bar(escape(words.text(role, "values")), [counts[g] for g in _GENDERS], most) for role, counts in rows
    )
    return (
        f"<table class=bars><caption>{escape(words.text('by_role'))}</caption>"
        f"<thead><tr><td></td>{legend}<td></td></tr></thead><tbody>{body}</tbody></table>"
    )


def _bar(role: str, numbers: list[int], most: int) -> str:
    cells = "".join(f"<td>{n or '–'}</td>" for n in numbers)
    stretches = "".join(
        f'<i class={_CLASS[g]} style="width:{100 * n / most:.1f}%"></i>'
        for g, n in zip(_GENDERS, numbers, strict=True)
        if n
    )
    return f'<tr><th scope=row>{role}</th>{cells}<td class=bar aria-hidden="true">{stretches}</td></tr>'


def _unread(campaign: Campaign, words: Locale) -> list[str]:
    """What is missing from the page because a file could not be read, or only in part."""
    if not campaign.problems:
        return []
    items = "".join(f"<li>{escape(problem.sentence)}</li>" for problem in campaign.problems)
    return [f"<h2>{escape(words.text('unread'))}</h2><ul>{items}</ul>"]


def _table(campaign: Campaign, words: Locale) -> str:
    heads = "".join(
        f"<th scope=col role=columnheader{wide}>{escape(words.text(k))}</th>"
        for k, wide in (("description", _WORDY), ("read_as", _WORDY), ("pattern", _WORDY), ("place", ""))
    )
    rows = "\n".join(_row(i, x, words) for i, x in enumerate(campaign.descriptions, 1))
    return (
        f"<div class=wide tabindex=0><table class=read role=table><caption>{escape(words.text('table'))}</caption>"
        f"<thead role=rowgroup><tr role=row><th scope=col role=columnheader>#</th>{heads}</tr></thead><tbody role=rowgroup>\n{rows}\n</tbody></table></div>"
    )


def _row(number: int, described: Described, words: Locale) -> str:
    persons = Counter(_person(p, words) for p in described.people)
    read = _paragraphs(f"{n} × {said}" if n > 1 else said for said, n in persons.items())
    found = _paragraphs(f.message for f in described.findings)
    place = f"{described.place.path}:{described.place.line}"
    cells = {"description": escape(described.place.text), "read_as": read, "pattern": found, "place": escape(place)}
    return (
        f'<tr id="d{number}" role=row><th scope=row role=rowheader>{number}</th>'
        + "".join(f"<td role=cell{_label(words.text(k)) if v else ''}>{v or '–'}</td>" for k, v in cells.items())
        + "</tr>"
    )


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _label(text: str) -> str:
    """What stands above a cell where the page is too narrow for columns."""
    return f' data-label="{escape(text)}"'


def _person(person: Depicted, words: Locale) -> str:
    values = (person.gender, person.role, person.setting, person.age, person.origin, person.disability)
    return " · ".join(words.text(v, "values") for i, v in enumerate(values) if v or i == 0)
