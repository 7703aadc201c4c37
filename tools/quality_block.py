"""Writes the measured quality into the README, from benchmarks/gold.json and benchmarks/rounds.jsonl.

    python tools/quality_block.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAMES = {"nl": "Dutch", "fr": "French", "en": "English", "all": "all"}
START, END = "<!-- quality:start -->", "<!-- quality:end -->"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def rounds() -> str:
    """The figures of each blind set at its first look: the honest ones."""
    rows: list[list[str]] = []
    for line in (ROOT / "benchmarks" / "rounds.jsonl").read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        for code in ("nl", "fr", "en", "all"):
            f = row[code]
            rows.append(
                [row["set"], NAMES[code], _share(f["precision"]), _share(f["recall"]), f"{f['false_per_1000']:.2f}", _share(f["facts_f1"])]
            )
    return _table(["blind set, first look", "language", "precision", "recall", "false alarms per 1,000 words", "facts F1"], rows)


def known() -> str:
    """The figures on the labelled ads that the rules were tuned on."""
    data = json.loads((ROOT / "benchmarks" / "gold.json").read_text("utf-8"))
    rows = [
        [
            "120 real ads" if label == "real" else "30 written ads full of problems and traps", NAMES[code],
            f"{f['right']} of {f['must']}", _share(f["precision"]), f"{f['false_alarms_per_1000_words']:.2f}",
            f"{f['info_noise_per_1000_words']:.2f}", _share(f["facts_micro_f1"]),
        ]
        for label, figures in data.items()
        for code, f in figures.items()
        if code in NAMES
    ]  # fmt: skip
    head = ["tuned on", "language", "found", "precision", "false alarms per 1,000 words", "hints on nothing per 1,000", "facts F1"]
    return _table(head, rows)


def main() -> None:
    """Replace the block in the README."""
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    block = f"{START}\n{rounds()}\n\n{known()}\n{END}"
    path.write_text(re.sub(f"{START}.*?{END}", lambda _: block, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
