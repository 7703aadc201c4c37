"""Speed beside alex, in one run, as ratios of CPU seconds. No part of the tests.

    python benchmarks/speed.py ADS_FOLDER [--rounds 5]

ADS_FOLDER holds English ads as .txt files. alex 11 is installed with npm into a temporary folder. Each round runs both tools one after
the other, so that a busy machine slows both; what is quoted is the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ALEX = "alex@11"
TARGETS = {"cold start, one ad": 5, "all ads, one call": 12}


def cpu_seconds(command: list[str]) -> float:
    """Return the user and system CPU seconds a command and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def install_alex(folder: Path) -> list[str]:
    """Install alex and return the command that runs it."""
    npm = shutil.which("npm")
    if not npm:
        sys.exit("npm is needed to install alex for the comparison")
    subprocess.run([npm, "install", "--silent", "--prefix", str(folder), ALEX], check=True, stdout=subprocess.DEVNULL)
    return [str(folder / "node_modules" / ".bin" / "alex"), "--text"]


def measure(name: str, ours: list[str], theirs: list[str], rounds: int) -> None:
    """Print the medians of both and of their ratio, after one warm-up."""
    cpu_seconds(ours), cpu_seconds(theirs)
    pairs = [(cpu_seconds(ours), cpu_seconds(theirs)) for _ in range(rounds)]
    ratios = [b / a for a, b in pairs]
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{name:22} ours {mine:7.3f} s   alex {other:7.3f} s   alex / ours {statistics.median(ratios):6.1f}"
        f" ({min(ratios):.1f}–{max(ratios):.1f}), target {TARGETS[name]}"
    )


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ads", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = sorted(str(p) for p in options.ads.glob("*.txt"))
    program = str(Path(sys.executable).with_name("inclusive-lint"))
    ours = [program if os.path.exists(program) else "inclusive-lint", "check", "--format", "json"]
    with tempfile.TemporaryDirectory() as folder:
        theirs = install_alex(Path(folder))
        print(f"{len(files)} ads; CPU seconds, median of {options.rounds} rounds")
        measure("cold start, one ad", [*ours, files[0]], [*theirs, files[0]], options.rounds)
        measure("all ads, one call", [*ours, *files], [*theirs, *files], max(2, options.rounds // 2))


if __name__ == "__main__":
    main()
