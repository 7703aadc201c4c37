"""Facts on a bank of phrases, each put into a small ad: F1 per fact, and how many look-alikes stay negative.

    python benchmarks/statements.py PHRASES.tsv [--show]

PHRASES.tsv has the columns type, lang, kind (positive or negative), text and note. A phrase whose note says that it is
a task stands among the tasks of the ad, a title marker in its title, the rest where such statements stand.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from pathlib import Path

from inclusive_lint.api import Linter

FACTS = {
    "STMT-EQOPP": "equal_opportunity", "STMT-ACCOM": "accommodation", "STMT-MVX": "gender_marker", "STMT-PAY": "pay",
    "STMT-FLEX": "flexibility", "STMT-EQUIV": "equivalent_experience", "STMT-CONTACT": "contact",
    "STMT-POSACT": "positive_action", "STMT-A11Y": "accessibility", "STMT-LANG": "language_support",
    "STMT-DIV": "diversity_commitment",
}  # fmt: skip
_TASKS = ("task", "mission")
ADS = {
    "nl": (
        "Boekhouding{title}\n\nTaken\n\n- Facturen nakijken en inboeken.\n- De leveranciers tijdig betalen.\n{tasks}\n"
        "Profiel\n\n- Je rekent vlot en werkt netjes.\n{profile}\nAanbod\n\n- Een vaste plek in een rustig kantoor.\n{offer}"
    ),
    "fr": (
        "Comptabilité{title}\n\nVos missions\n\n- Vérifier et encoder les factures.\n- Payer les fournisseurs à temps.\n{tasks}\n"
        "Votre profil\n\n- Vous calculez vite et bien.\n{profile}\nNotre offre\n\n- Une place stable dans un bureau calme.\n{offer}"
    ),
    "en": (
        "Accounting{title}\n\nYour tasks\n\n- Check and book invoices.\n- Pay suppliers on time.\n{tasks}\n"
        "Your profile\n\n- You are quick with numbers.\n{profile}\nWhat we offer\n\n- A steady seat in a quiet office.\n{offer}"
    ),
}  # fmt: skip


def ad(kind: str, language: str, text: str, note: str) -> str:
    """Put a phrase where such a statement stands."""
    places = dict.fromkeys(("title", "tasks", "profile", "offer"), "")
    line = f"- {text[:1].upper()}{text[1:]}.\n"
    if note in _TASKS:
        places["tasks"] = line
    elif kind == "STMT-MVX":
        places["title"] = f" {text}"
    elif kind == "STMT-EQUIV":
        places["profile"] = line
    else:
        places["offer"] = line
    return ADS[language].format(**places)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("--show", action="store_true", help="print what goes wrong")
    parser.add_argument("--fact", help="only this one")
    options = parser.parse_args()
    linter = Linter()
    for language, text in ADS.items():
        empty = linter.check_text(text.format(title="", tasks="", profile="", offer=""), language=language)
        stated = [f.name for f in empty.facts if f.present]
        assert not stated, f"the bare ad in {language} states {stated}"
    counts: Counter[tuple[str, str, str]] = Counter()
    with options.phrases.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            fact = FACTS[row["type"]]
            if options.fact and fact != options.fact:
                continue
            text = ad(row["type"], row["lang"], row["text"], row["note"] or "")
            report = linter.check_text(text, language=row["lang"], doctype="vacancy")
            said = next(f.present for f in report.facts if f.name == fact)
            outcome = ("tp" if said else "fn") if row["kind"] == "positive" else ("fp" if said else "tn")
            counts[fact, row["lang"], outcome] += 1
            if options.show and outcome in ("fn", "fp"):
                print(f"{outcome} {fact} {row['lang']}: {row['text']}")
    return report_of(counts)


def report_of(counts: Counter[tuple[str, str, str]]) -> int:
    """Print F1 per fact and language, the macro average, and the share of look-alikes that stay negative."""
    print(f"{'fact':24}" + "".join(f"{code:>8}" for code in ADS) + f"{'F1':>8}{'look-alikes negative':>24}")
    every: list[float] = []
    for fact in sorted({key[0] for key in counts}):
        cells = [_f1(counts, fact, [code]) for code in ADS]
        every.append(_f1(counts, fact, list(ADS)))
        tn, fp = (sum(counts[fact, code, x] for code in ADS) for x in ("tn", "fp"))
        print(f"{fact:24}" + "".join(f"{x:8.2f}" for x in cells) + f"{every[-1]:8.2f}{tn:>18}/{tn + fp}")
    tn, fp = (sum(n for key, n in counts.items() if key[2] == x) for x in ("tn", "fp"))
    print(f"macro F1 {sum(every) / len(every):.3f}; look-alikes negative {tn / (tn + fp):.3f} ({tn}/{tn + fp})")
    return 0


def _f1(counts: Counter[tuple[str, str, str]], fact: str, codes: list[str]) -> float:
    tp, fp, fn = (sum(counts[fact, code, x] for code in codes) for x in ("tp", "fp", "fn"))
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0


if __name__ == "__main__":
    sys.exit(main())
