"""Speed beside alex, in one run, as ratios of CPU seconds. No part of the tests.

    python benchmarks/speed.py ADS_FOLDER [--rounds 5] [--program PATH] [--alex PATH]

ADS_FOLDER holds English ads as .txt files. PATH is the inclusive-lint to measure, by default the one beside this Python: the program says
first whether its modules are compiled or pure Python, and whether it is an installed wheel, whose tables are compiled, or a checkout. alex 11 is installed with npm into a temporary folder,
unless its path is given. Each round runs us, alex, and us again, so that a busy machine slows all alike; a round's ratio is alex over the
mean of our two runs, and what is quoted is the median of the rounds.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ALEX = "alex@11"
# Times alex's CPU seconds that we may not need. Both write the report they write when nobody asks for another; ours as JSON holds more
# than alex has: hints, facts, scores and a checklist.
BUDGET = {"cold start, one ad": 5, "all ads, one call": 12, "all ads, all there is to say as JSON": 12}
_KIND = (
    "import inclusive_lint as x; from inclusive_lint import resources as r;"
    "print(x.__version__ + ',', r.form() + ',', 'an installed wheel' if r.compiled() else 'a checkout', 'in', r.BUNDLED.parent)"
)


def cpu_seconds(command: list[str]) -> float:
    """Return the user and system CPU seconds a command and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def what_is_measured(program: Path) -> str:
    """Return the version of a program, whether it is compiled, and whether it is a wheel or a checkout."""
    python = program.with_name("python")
    # From another folder, or a checkout in this one would be found first.
    done = subprocess.run([python, "-c", _KIND], cwd=tempfile.gettempdir(), capture_output=True, text=True, check=True)
    return f"inclusive-lint {done.stdout.strip()}"


def install_alex(folder: Path) -> Path:
    """Install alex and return its program."""
    npm = shutil.which("npm")
    if not npm:
        sys.exit("npm is needed to install alex for the comparison")
    subprocess.run([npm, "install", "--silent", "--prefix", str(folder), ALEX], check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules" / ".bin" / "alex"


def measure(name: str, ours: list[str], theirs: list[str], rounds: int) -> None:
    """Print each round, then the medians of both and of their ratio; after one warm-up."""
    cpu_seconds(ours), cpu_seconds(theirs)
    found = []
    for number in range(1, rounds + 1):
        first, other, second = cpu_seconds(ours), cpu_seconds(theirs), cpu_seconds(ours)
        found.append(((first + second) / 2, other))
        print(f"  {name}, round {number}: ours {first:.3f} and {second:.3f} s, alex {other:.3f} s", flush=True)
    ratios = [b / a for a, b in found]
    mine, other = (statistics.median(column) for column in zip(*found, strict=True))
    ratio, budget = statistics.median(ratios), BUDGET[name]
    print(
        f"{name}: ours {mine:.3f} s, alex {other:.3f} s; ours is 1/{ratio:.1f} of alex (rounds 1/{min(ratios):.1f} to 1/{max(ratios):.1f}), "
        f"budget 1/{budget}: {'kept' if ratio >= budget else 'MISSED'}"
    )


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ads", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", type=Path, default=Path(sys.executable).with_name("inclusive-lint"))
    parser.add_argument("--alex", type=Path)
    options = parser.parse_args()
    files = sorted(str(p) for p in options.ads.glob("*.txt"))
    if not options.program.exists():
        sys.exit(f"there is no {options.program}; install inclusive-lint there or name it with --program")
    ours = [str(options.program), "check"]
    with tempfile.TemporaryDirectory() as folder:
        theirs = [str(options.alex or install_alex(Path(folder))), "--text"]
        print(f"{what_is_measured(options.program)}; {len(files)} ads; CPU seconds, medians of {options.rounds} rounds")
        measure("cold start, one ad", [*ours, files[0]], [*theirs, files[0]], options.rounds)
        measure("all ads, one call", [*ours, *files], [*theirs, *files], options.rounds)
        measure("all ads, all there is to say as JSON", [*ours, "--format", "json", *files], [*theirs, *files], options.rounds)


if __name__ == "__main__":
    main()
