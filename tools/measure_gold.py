"""Measures on the labelled ads that cannot be redistributed, and keeps the figures for the README.

    python tools/measure_gold.py SHARED

SHARED is the folder that holds ``gold/``. Runs its evaluate.py on the real ads and on the written ones, and writes
benchmarks/gold.json: figures only, no text.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETS = {"real": "jobs", "challenge": "challenge"}
KEPT = (
    "must", "right", "false", "precision", "recall", "recall_any", "false_alarms_per_1000_words", "may_alarms_per_1000_words",
    "info_noise_per_1000_words", "facts_micro_f1", "facts_macro_f1",
)  # fmt: skip


def measure(gold: Path, name: str) -> dict[str, dict[str, float]]:
    """Return the figures of one set by language."""
    command = f"{Path(sys.executable).with_name('inclusive-lint')} check --no-config --format json"
    run = subprocess.run(
        [sys.executable, str(gold / "evaluate.py"), str(gold / f"{name}.jsonl"), str(gold / name), "--json", "--command", command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode not in (0, 1):
        sys.exit(run.stdout + run.stderr)
    totals = json.loads(run.stdout.splitlines()[-1])
    return {code: {k: figures[k] for k in KEPT} for code, figures in totals.items()}


def main(shared: Path) -> None:
    """Write the figures."""
    figures = {label: measure(shared / "gold", name) for label, name in SETS.items()}
    (ROOT / "benchmarks" / "gold.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
