"""A campaign as one HTML page: self-contained, printable, light and dark, readable by a screen reader.

No script, no request, nothing from outside: the page says so itself in its content security policy.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ..labels import labels
from ..people import ROLES
from . import facts

if TYPE_CHECKING:
    from ...locale import Locale
    from ..campaign import Campaign, Described, Imbalance, Place
    from ..people import Depicted

_GENDERS = ("feminine", "masculine", "")
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1f;--paper:#fff;--soft:#f1f1f4;--line:#77777f;--feminine:#6d3fc0;--masculine:#0b7285;--unsaid:#8a8a92}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--paper:#16161a;--soft:#24242b;--line:#9a9aa5;--feminine:#b79bf2;--masculine:#5cc4d6;--unsaid:#8f8f99}}
*{box-sizing:border-box}body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{margin:0;line-height:1.2}h2{margin:2rem 0 .5rem}.verdict{background:var(--soft);border-left:.4rem solid var(--line);padding:.8rem 1rem;font-size:1.15rem}
.question{margin:1rem 0;padding:.2rem 1rem;border-left:.2rem solid var(--line)}.small{font-size:.9rem}
svg{width:100%;height:auto;max-width:46rem}svg text{fill:var(--ink);font:13px system-ui,sans-serif}.feminine{fill:var(--feminine)}.masculine{fill:var(--masculine)}.unsaid{fill:var(--unsaid)}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}thead th{background:var(--soft)}
.wide{overflow-x:auto}a{color:inherit}:focus-visible{outline:3px solid var(--feminine)}:target{background:var(--soft)}
@media print{body{max-width:none;padding:0;font-size:10pt}.question,tr,svg{break-inside:avoid}.wide{overflow:visible}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
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
    links = ", ".join(f'<a href="#d{numbers[p]}">{numbers[p]}</a>' for p in found.evidence)
    limit = escape(words.text("threshold", share=found.threshold, source=found.source))
    return (
        f"<div class=question><p><strong>{escape(found.question)}</strong></p>"
        f"<p class=small>{escape(words.text('evidence'))} {links}. {limit}</p></div>"
    )


def _overview(campaign: Campaign, words: Locale) -> list[str]:
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts.facts(campaign, words))
    return [f"<h2>{escape(words.text('overview'))}</h2>", _bars(campaign, words), f"<ul>{items}</ul>"]


def _bars(campaign: Campaign, words: Locale) -> str:
    """One bar per role, a stretch of it per gender; the same numbers stand in the text of each bar."""
    rows = [(role, campaign.count("gender", role=role)) for role in ROLES]
    rows = [(role, counts) for role, counts in rows if counts]
    most = max((sum(counts.values()) for _, counts in rows), default=1)
    parts, said = [_legend(words)], []
    for i, (role, counts) in enumerate(rows):
        y, x = 34 + 34 * i, 170.0
        parts.append(f'<text x="162" y="{y + 17}" text-anchor="end">{escape(words.text(role, "values"))}</text>')
        for gender in _GENDERS:
            width = 420 * counts[gender] / most
            if width:
                parts.append(
                    f'<rect class="{gender or "unsaid"}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="24"/>'
                )
            x += width
        numbers = " + ".join(f"{counts[g]} {words.text(g, 'values')}" for g in _GENDERS if counts[g])
        parts.append(
            f'<text x="{x + 8:.1f}" y="{y + 17}">{escape(" + ".join(str(counts[g]) for g in _GENDERS if counts[g]))}</text>'
        )
        said.append(f"{words.text(role, 'values')}: {numbers}")
    title = escape(words.text("by_role"))
    return (
        f'<figure><figcaption>{title}</figcaption><svg viewBox="0 0 680 {40 + 34 * len(rows)}" role="img" '
        f'aria-label="{title}. {escape("; ".join(said))}">{"".join(parts)}</svg></figure>'
    )


def _legend(words: Locale) -> str:
    parts = []
    for i, gender in enumerate(_GENDERS):
        x = 170 + 140 * i
        parts.append(f'<rect class="{gender or "unsaid"}" x="{x}" y="4" width="16" height="16"/>')
        parts.append(f'<text x="{x + 22}" y="17">{escape(words.text(gender, "values"))}</text>')
    return "".join(parts)


def _unread(campaign: Campaign, words: Locale) -> list[str]:
    """What is missing from the page because a file could not be read, or only in part."""
    if not campaign.problems:
        return []
    items = "".join(f"<li>{escape(problem.sentence)}</li>" for problem in campaign.problems)
    return [f"<h2>{escape(words.text('unread'))}</h2><ul>{items}</ul>"]


def _table(campaign: Campaign, words: Locale) -> str:
    heads = "".join(
        f"<th scope=col>{escape(words.text(k))}</th>" for k in ("description", "read_as", "pattern", "place")
    )
    rows = "\n".join(_row(i, x, words) for i, x in enumerate(campaign.descriptions, 1))
    return (
        f"<div class=wide tabindex=0><table><caption>{escape(words.text('table'))}</caption>"
        f"<thead><tr><th scope=col>#</th>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(number: int, described: Described, words: Locale) -> str:
    read = "<br>".join(escape(_person(p, words)) for p in described.people) or "–"
    found = "<br>".join(escape(f.message) for f in described.findings) or "–"
    place = f"{described.place.path}:{described.place.line}"
    return (
        f'<tr id="d{number}"><th scope=row>{number}</th><td>{escape(described.place.text)}</td><td>{read}</td>'
        f"<td>{found}</td><td>{escape(place)}</td></tr>"
    )


def _person(person: Depicted, words: Locale) -> str:
    values = (person.gender, person.role, person.setting, person.age, person.origin, person.disability)
    return " · ".join(words.text(v, "values") for i, v in enumerate(values) if v or i == 0)
