"""First looks and floors: the figures of a blind set at the commit that had not seen it, kept once and never replaced."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def lines(path: Path) -> list[dict[str, Any]]:
    """Return what a file of one JSON value a line holds; nothing where there is no file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def digest(place: Path) -> str:
    """Return a hash of a file, or of every file of a folder."""
    value = hashlib.sha256()
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        value.update(path.name.encode() + b"\0" + path.read_bytes())
    return value.hexdigest()[:16]


def begin(name: str, place: Path, rounds: Path) -> dict[str, Any]:
    """Return the row of a first look; refuse a set that was seen, or is not committed as it stands."""
    if any(row["set"] == name for row in lines(rounds)):
        sys.exit(f"{name} was seen before: a first look is given once")
    if not place.exists():
        sys.exit(f"{name}: there is no {place}")
    if _git("status", "--porcelain", "--", str(place)):
        sys.exit(f"{name} is not committed as it stands: commit it before it is scored")
    if _git("status", "--porcelain", "--", "../rules", "../lexicons", "../inclusive_lint"):
        sys.exit("rules, lexicons or code are changed: commit them, so that the figure has a commit")
    return {"set": name, "digest": digest(place), "commit": _git("rev-parse", "--short", "HEAD")}


def keep(row: dict[str, Any], rounds: Path) -> None:
    """Append a row."""
    with rounds.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def below_floor(name: str, figures: dict[str, dict[str, float]], floors: Path) -> list[str]:
    """Return what a set falls short of: "set language figure 0.71 < 0.75"."""
    bounds = json.loads(floors.read_text("utf-8")).get(name, {}) if floors.exists() else {}
    return [
        f"{name} {code} {figure} {figures[code][figure]} < {floor}"
        for code, of_language in bounds.items()
        for figure, floor in of_language.items()
        if figures[code][figure] < floor
    ]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=True, cwd=HERE).stdout.strip()
