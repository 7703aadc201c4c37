"""Pay read as data: what an ad says it pays, as numbers.

Pure functions on text. The words (for hour, gross, "from" …) are the sets ``run-pay-*`` of ``lexicons/<language>/``;
here are only signs, digits and bounds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .catalog import Vocabulary
    from .model import Span
    from .reading import Reading

FACT = "pay"
PERIODS = ("hour", "day", "week", "four-weeks", "month", "year")  # thirteen of four weeks make a year, not twelve
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_CURRENCIES = ("EUR", "GBP", "USD", "CHF")
_BLANK = " \u00a0\u202f\u2009"
_NUMBER = rf"\d{{1,3}}(?:[{_BLANK}.,'’]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,]\d{{1,2}}(?!\d))?"
_LABEL = 20  # characters between the currency in a label and the amount
_IN_NUMBERS = frozenset(f"{_BLANK}.,'’")  # besides digits
_FIGURES = 100  # signs that are looked back over for the beginning of a number
_NUMBERS = re.compile(rf"(?<![\d.,])(?:{_NUMBER})")
_COUNTED = re.compile(r"\d\s*\Z")  # what stands before "hours" that are counted
_GAP, _DECIMALS, _POINT = re.compile(rf"[{_BLANK}'’]"), re.compile(r"[.,](\d{1,2})$"), re.compile(r"[.,]")
_EXACT = re.compile(r"\d\d[.,]\d{3}")
_CODE = re.compile(r"\d|\b[A-K]\b")  # of a scale
_ENDS_UNIT = re.compile(r"\d|[.!?;]\s|\s\+|(?<=[^\W\d_A-Z])(?=[A-Z])")
_STOP = re.compile(r"[.!?;]\s")
_REACH = 60  # characters around the amount in which its period and the rest are looked for
_WIDEST = 3.0  # a range whose end is more times its start tells nothing
# What pay can be, per period, in any of the currencies: below and above, the number must mean something else.
_POSSIBLE = {
    "hour": (3, 400),
    "day": (25, 3000),
    "week": (50, 8000),
    "four-weeks": (150, 40_000),
    "month": (150, 40_000),
    "year": (3000, 1_000_000),
}
_THREE_DECIMALS = 5000
_YEAR_FROM, _MONTH_FROM, _HOUR_TO = 13_500, 700, 100  # what an amount without a period must be
_HOUR_FROM = 8
_BELOW_A_YEAR = 25_000  # no full year is paid so little in euros: "18.191" is an hour in three decimals


class Pay(NamedTuple):
    """Pay as a text names it. ``gross``: None where it does not say; ``doubt``: why the value tells nothing."""

    min: float | None = None
    max: float | None = None
    currency: str | None = None
    period: str | None = None
    gross: bool | None = None
    scale: str | None = None
    doubt: str | None = None


class Words(NamedTuple):
    """The words of a language. ``periods`` and the others are stems: a word that holds one is meant."""

    periods: Mapping[str, tuple[str, ...]]
    gross: tuple[str, ...]
    net: tuple[str, ...]
    scale: tuple[str, ...]
    upto: tuple[str, ...]
    least: tuple[str, ...]
    to: tuple[str, ...]
    currencies: Mapping[str, tuple[str, ...]]


class _Amount(NamedTuple):
    start: int
    end: int
    value: float
    currency: str | None
    thousands: bool
    exact: bool  # two digits, a mark and three that are no round number: 18.191


@lru_cache(maxsize=8)
def words_of(vocabulary: Vocabulary) -> Words:
    """Return the pay words of a language."""

    def of(name: str) -> tuple[str, ...]:
        return tuple(vocabulary.phrases(f"run-pay-{name}"))

    return Words(
        {p: of(p) for p in PERIODS}, of("gross"), of("net"), of("scale"), of("up-to"), of("from"), of("to"),
        {code: of(code.lower()) for code in _CURRENCIES},
    )  # fmt: skip


def value(
    reading: Reading, spans: Sequence[Span], vocabulary: Callable[[str], Vocabulary]
) -> tuple[int, dict[str, object]]:
    """Return which of several pieces of evidence (spans of the view) tells most, and its value as JSON values.

    The first that names an amount one can believe; a scale that another names belongs to it ("Schaal 11 … € 4.024").
    """
    read = [_at(reading, span, vocabulary) for span in spans]
    best = 0 if read[0].period else next((i for i, pay in enumerate(read) if _tells(pay)), 0)
    scale = next((pay.scale for pay in read if pay.scale and _has_code(pay.scale)), None)
    found = read[best]
    return best, (found._replace(scale=found.scale or scale) if _tells(found) else found)._asdict()


def _tells(pay: Pay) -> bool:
    return pay.period is not None and pay.doubt is None


def _at(reading: Reading, span: Span, vocabulary: Callable[[str], Vocabulary]) -> Pay:
    blocks = reading.document.blocks
    number = reading.block_at(span.start)
    text = reading.document.view[blocks[number].start : blocks[number].end]
    start, end = span.start - blocks[number].start, span.end - blocks[number].start
    words = words_of(vocabulary(reading.languages[number] or "en"))
    # A heading or a label above may say what the amount is of.
    above = ""
    if number and start < _REACH // 2 and blocks[number].start - blocks[number - 1].start < 2 * _REACH:
        above = reading.document.view[blocks[number - 1].start : blocks[number - 1].end]
    return parse(text, start, end, words, above)


def parse(text: str, start: int, end: int, words: Words, above: str = "") -> Pay:
    """Read the pay at ``start:end`` of a text; ``above`` is what stands in the line before."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    scale, at = _scale(text, start, end, words)
    named_above = None if scale else _above(above, words)
    amounts = [
        a
        for a in _amounts(text, words, low, high)
        if low <= a.start and a.end <= high and (a.currency or not at[0] <= a.start < at[1])
    ]
    pair = _range(text, amounts, start, end, words) or _behind(text, amounts, end, words)
    if not pair:
        # "volgens de barema's", "statutaire": the words themselves are what there is.
        return Pay(scale=scale if scale and _has_code(scale) else " ".join(text[start:end].split()) or scale)
    if scale and not _has_code(scale):
        scale = None
    first, last = pair
    least, most = _scaled(first, last)
    single = first is last
    before = f"{above} {text[low : first.start]}"
    tail = _tail(text, last.end, words)
    if single and _ends_with(before, words.upto):
        least_, most_ = None, most
    elif single and (_ends_with(before, words.least) or tail.startswith("+") or _is_least(tail, words)):
        least_, most_ = least, None
    else:
        least_, most_ = least, most
    behind_it = _period(tail, last=False, words=words)
    period = behind_it or _period(before, last=True, words=words) or _period(text[start:end], last=False, words=words)
    # A word before the amount may speak of something else ("night hours: 2 300 €").
    if not period or (_doubt(least, most, period) == "amount" and (last.exact or not behind_it)):
        period = _guess(last, most) or period
    if period == "hour" and least >= _THREE_DECIMALS:  # "19,096 euro/uur", as in Belgian scales
        least, most = least / 1000, most / 1000
        least_, most_ = (None if end is None else end / 1000 for end in (least_, most_))
    currency = first.currency or last.currency or _named_before(text[low : first.start], words)
    gross = _gross(f"{text[first.start : last.end]} {tail}", words, last=False)
    if gross is None:
        gross = _gross(_clause(before), words, last=True)
    return Pay(least_, most_, currency, period, gross, scale or named_above, _doubt(least, most, period))


def _amounts(text: str, words: Words, low: int, high: int) -> list[_Amount]:
    """The numbers in a stretch of a text, each with the currency beside it. Numbers are found first: there are few, and a currency has many names."""
    sides = _sides(tuple((code, words.currencies[code]) for code in _CURRENCIES))
    found = []
    for m in _NUMBERS.finditer(text, _outside(text, low)):
        if m.end() > high:
            break
        if m.start() < low:
            continue
        before = None
        if text[max(0, m.start() - 2) : m.start()].rstrip(_BLANK)[-1:].lower() in sides.last:
            before = sides.before.search(text, max(0, m.start() - sides.reach), m.start())
        after = sides.after.match(text, m.end())
        raw, named = m[0], after["after"] if after else None
        exact = _EXACT.fullmatch(raw) is not None and not raw.endswith("00")
        found.append(
            _Amount(
                before.start() if before else m.start(), after.end() if after else m.end(), number(raw),
                _currency(before["before"] if before else None, words) or _currency(named, words),
                bool(after and after["k"]) or bool(named and named[0] in "kK"), exact,
            )
        )  # fmt: skip
    return found


def _outside(text: str, at: int) -> int:
    """The last place up to ``at`` at which no number can be under way."""
    for start in range(at, max(0, at - _FIGURES), -1):
        if not text[start - 1].isdigit() and text[start - 1] not in _IN_NUMBERS:
            return start
    return 0


class _Sides(NamedTuple):
    """What may stand at either side of a number, or in a label before it; a name of a currency is at most ``reach`` characters.

    ``last`` are the characters that end one: with another nothing stands before.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    label: re.Pattern[str]
    reach: int
    last: frozenset[str]


@lru_cache(maxsize=8)
def _sides(currencies: tuple[tuple[str, tuple[str, ...]], ...]) -> _Sides:
    names = sorted({n for _, words in currencies for n in words}, key=len, reverse=True)
    said = "|".join([r"[€£$]", *(re.escape(n) + r"(?![^\W\d_])" for n in names)])
    return _Sides(
        re.compile(rf"(?P<before>(?<![^\W\d_])(?:{said}))[{_BLANK}]?\Z", re.IGNORECASE),
        re.compile(
            rf"(?:[{_BLANK}]?(?P<k>[kK])(?![^\W\d_]))?(?:,-|,–|\.-)?(?:[{_BLANK}]?(?P<after>k?(?:{said}))(?![{_BLANK}]?\d))?",
            re.IGNORECASE,
        ),
        re.compile(rf"({said})[^\d.!?;€£$]{{0,{_LABEL}}}$", re.IGNORECASE),
        max(map(len, names), default=1) + 2,
        frozenset(_SIGNS) | {name[-1].lower() for name in names},
    )


def _named_before(before: str, words: Words) -> str | None:
    """The currency of a label in front of a bare amount: "€ / month, gross: 1500"."""
    sides = _sides(tuple((code, words.currencies[code]) for code in _CURRENCIES))
    found = sides.label.search(before, max(0, len(before) - sides.reach - _LABEL))
    return _currency(found[1], words) if found else None


def _currency(said: str | None, words: Words) -> str | None:
    if not said:
        return None
    name = said.lower()
    bare = name.removeprefix("k") if name not in {n for group in words.currencies.values() for n in group} else name
    if bare in _SIGNS:
        return _SIGNS[bare]
    return next((code for code, names in words.currencies.items() if bare in names), None)


def number(raw: str) -> float:
    """``2.900``, ``2 900``, ``2,900.50``, ``15,20`` -> a number. Three digits after a mark are thousands."""
    digits = _GAP.sub("", raw)
    tail = _DECIMALS.search(digits)
    whole = _POINT.sub("", digits[: tail.start()] if tail else digits)
    return float(f"{whole}.{tail[1]}" if tail else whole)


def _range(text: str, amounts: list[_Amount], start: int, end: int, words: Words) -> tuple[_Amount, _Amount] | None:
    """The amount in the evidence, with the one it is joined to; the same twice when it stands alone."""
    inside = [i for i, a in enumerate(amounts) if a.start < end and start < a.end]
    sure = [i for i in inside if _is_pay(amounts[i]) or _joined_to_pay(text, amounts, i, words)]
    if not sure and not any(c.isalpha() for c in text[start:end]):
        sure = inside  # "taux horaire : 15,02"
    if not sure:
        return None
    i = sure[0]
    if i and _joined(text, amounts[i - 1], amounts[i], words) and not amounts[i - 1].value > amounts[i].value > 0:
        return amounts[i - 1], amounts[i]
    if i + 1 < len(amounts) and _joined(text, amounts[i], amounts[i + 1], words):
        return amounts[i], amounts[i + 1]
    return amounts[i], amounts[i]


def _behind(text: str, amounts: list[_Amount], end: int, words: Words) -> tuple[_Amount, _Amount] | None:
    """The amount that stands behind a scale: "coef. 477, soit 2 184 € brut"."""
    amount = next((a for a in amounts if a.currency and end <= a.start), None)
    return _range(text, amounts, amount.start, amount.end, words) if amount else None


def _is_pay(amount: _Amount) -> bool:
    return bool(amount.currency) or amount.thousands or amount.value >= _MONTH_FROM


def _joined_to_pay(text: str, amounts: list[_Amount], i: int, words: Words) -> bool:
    """Whether a bare number is the start of a range that ends in money: "45-55k€"."""
    return i + 1 < len(amounts) and _joined(text, amounts[i], amounts[i + 1], words) and _is_pay(amounts[i + 1])


def _joined(text: str, a: _Amount, b: _Amount, words: Words) -> bool:
    between = text[a.end : b.start].lower()
    # "€ 2.900 bruto tot € 3.400": what tells gross from net may stand between.
    for stem in (*words.gross, *words.net):
        between = _word(stem).sub("", between)
    between = between.strip(f"{_BLANK}.()")
    return between in ("-", "–", "—", "/", *words.to) or between.strip(f"{_BLANK}-–—") in (*words.to, *words.upto)


def _scaled(first: _Amount, last: _Amount) -> tuple[float, float]:
    """Both ends in units: the "k" of one holds for the other."""
    low = first.value * 1000 if first.thousands and first.value < 1000 else first.value
    high = last.value * 1000 if last.thousands and last.value < 1000 else last.value
    if last.thousands and not first.thousands and first.value < 1000:
        low = first.value * 1000
    if first.thousands and not last.thousands and last.value < 1000:
        high = last.value * 1000
    return low, high


def _tail(text: str, end: int, words: Words) -> str:
    """What follows an amount, up to the next number: "per maand" of "€ 2.900 per maand bij 36 uur per week".

    The number of "per 4 weken" belongs to it. A capital inside a word is where two lines were run together.
    """
    rest = text[end : end + _REACH]
    lowered = rest.lower()
    periods = [m.span() for stem in words.periods["four-weeks"] for m in _said(stem, lowered)]
    for m in _ENDS_UNIT.finditer(rest):
        if not any(start <= m.start() < stop for start, stop in periods):
            return rest[: m.start()]
    return rest


def _is_least(tail: str, words: Words) -> bool:
    """Whether nothing but "minimum" follows an amount and its unit: "11,50 euros brut min"."""
    for stem in (*words.gross, *words.net):
        tail = _word(stem).sub("", tail.lower())
    return re.split(r"[,\n]", tail)[0].strip(f"{_BLANK}/.") in words.least


def _period(part: str, *, last: bool, words: Words) -> str | None:
    """The first period named in a stretch of text, or the last; "36 uur" is a number of hours."""
    part = _clause(part).lower() if last else part.lower()
    found: list[tuple[int, str]] = []
    for period in PERIODS:
        for stem in words.periods[period]:
            for m in _said(stem, part):
                if not _COUNTED.search(part, 0, m.start()):
                    found.append((m.start(), period))
    return (max if last else min)(found)[1] if found else None


def _gross(part: str, words: Words, *, last: bool) -> bool | None:
    """Whether gross or net is said first in a stretch of text, or last."""
    lowered = part.lower()
    found: list[tuple[int, bool]] = []
    for stems, gross in ((words.gross, True), (words.net, False)):
        for stem in stems:
            for m in _said(stem, lowered):
                found.append((m.start(), gross))
    return (max if last else min)(found)[1] if found else None


def _clause(before: str) -> str:
    """The end of what stands before an amount, within its sentence."""
    return _STOP.split(before)[-1][-_REACH:]


def _said(stem: str, text: str) -> Iterable[re.Match[str]]:
    """Where a stem stands in a text in small letters. Most do not."""
    return _word(stem).finditer(text) if _bare(stem) in text else ()


@cache
def _bare(stem: str) -> str:
    return stem.strip("-")


@cache
def _word(stem: str, after: str = "") -> re.Pattern[str]:
    """``-maand-``: any word that holds it; ``uur``: only the word itself. ``after`` is the expression of what follows."""
    head, tail = ("" if stem[0] == "-" else r"(?<![^\W_])"), ("" if stem[-1] == "-" else r"(?![^\W_])")
    return re.compile(head + re.escape(stem.strip("-")) + tail + after)


def _guess(said: _Amount, amount: float) -> str | None:
    """The period that an amount can only mean."""
    if said.exact and said.currency == "EUR" and amount < _BELOW_A_YEAR:
        return "hour"
    if _HOUR_FROM <= amount < _HOUR_TO and amount % 1:
        return "hour"
    if said.thousands or amount >= _YEAR_FROM:
        return "year"
    if amount >= _MONTH_FROM and amount < _YEAR_FROM / 1.5:
        return "month"
    return None


def _scale(text: str, start: int, end: int, words: Words) -> tuple[str | None, tuple[int, int]]:
    """The public scale in the evidence, else one named near it; and where it stands."""
    nowhere = (0, 0)
    if not words.scale or not _names_one(text, words.scale):
        return None, nowhere
    for m in _scales(words.scale).finditer(text):
        found = m[0].strip(" ,:/–-")
        inside = m.start() < end and start < m.end()
        near = abs(m.start() - end) <= _REACH and _has_code(found)
        if inside or near:
            return found, m.span()
    return None, nowhere


def _names_one(text: str, names: tuple[str, ...]) -> bool:
    """Whether a name of a scale stands in a text at all: most texts hold none, which is seen faster in small letters."""
    lowered = text.lower()
    for name in names:
        if name.lower() in lowered:
            return True
    return False


def _above(line: str, words: Words) -> str | None:
    """The scale that the line above is, when it says nothing else: "Band: 4"."""
    found = _scales(words.scale).fullmatch(line.strip()) if words.scale else None
    return found[0] if found and _has_code(found[0]) else None


@lru_cache(maxsize=8)
def _scales(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    code = r"(?:(?!d[eu]\b)[A-Za-z]{0,3}[- ]?\d{1,4}(?:[.,/]\d{1,3})*[A-Za-z]?|(?-i:[A-K])|[IVX]{1,4})(?![^\W_])"
    one = rf"(?<![^\W_])(?:{names})\s?:?\s?(?:{code})?"
    return re.compile(rf"{one}(?:[ ,/–-]{{1,3}}(?:{one}|{code}))*", re.IGNORECASE)


def _has_code(scale: str) -> bool:
    return _CODE.search(scale) is not None


def _ends_with(text: str, phrases: tuple[str, ...]) -> bool:
    said = text.lower().rstrip(f"{_BLANK}€£$:(")
    return any(_word(phrase, "$").search(said) for phrase in phrases)


def _doubt(low: float, high: float, period: str | None) -> str | None:
    """Why the value tells nothing: "range" (too wide), "amount" (nobody is paid that), or None."""
    if low > 0 and high / low > _WIDEST:
        return "range"
    if period:
        least, most = _POSSIBLE[period]
        return "amount" if not (least <= low <= most and high <= most) else None
    return None if high >= _HOUR_TO / 10 else "amount"
