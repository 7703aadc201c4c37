"""Draws the first-look figures of the blind sets, from benchmarks/rounds.jsonl, into docs/first-looks.svg.

    python tools/first_looks.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 300, 44, 20, 150, 40
# Told apart by dash and mark too, not by colour alone.
LINES = (
    ("precision", "precision", "#3b5bdb", "", "circle"),
    ("recall", "recall", "#c2410c", "6 4", "square"),
    ("facts_f1", "facts F1", "#2b8a3e", "2 4", "diamond"),
)
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#333}.grid{stroke:#ccc}"
    "@media (prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#555}}"
)


def main() -> None:
    """Write the drawing."""
    lines = (ROOT / "benchmarks" / "rounds.jsonl").read_text("utf-8").splitlines()
    (ROOT / "docs" / "first-looks.svg").write_text(drawing([json.loads(line) for line in lines]), "utf-8")


def drawing(rounds: list[dict[str, Any]]) -> str:
    """Return the curves of all languages together, one point a round, as SVG."""
    told = "; ".join(f"{r['set']}: " + ", ".join(f"{name} {r['all'][key]:.2f}" for key, name, *_ in LINES) for r in rounds)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">First look at each blind set</title><desc id="d">{told}</desc><style>{STYLE}</style>',
        *(_grid(share / 10) for share in range(0, 11, 2)),
        *(_at(_x(i, len(rounds)), HEIGHT - BOTTOM + 22, r["set"][-2:], "middle") for i, r in enumerate(rounds)),
        *(part for line in LINES for part in _line(rounds, *line)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _x(number: int, count: int) -> float:
    return LEFT + 20 + number * (WIDTH - LEFT - RIGHT - 40) / max(1, count - 1)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)


def _at(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{text}</text>'


def _grid(share: float) -> str:
    y = _y(share)
    return f'<path class="grid" d="M{LEFT} {y:.0f}H{WIDTH - RIGHT}"/>' + _at(LEFT - 8, y + 4, f"{share:.1f}", "end")


def _line(rounds: list[dict[str, Any]], key: str, name: str, color: str, dash: str, mark: str) -> list[str]:
    points = [(_x(i, len(rounds)), _y(r["all"][key])) for i, r in enumerate(rounds)]
    path = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    last = f"{name} {rounds[-1]['all'][key]:.2f}"
    return [
        f'<path d="M{path}" fill="none" stroke="{color}" stroke-width="2.5" stroke-dasharray="{dash}"/>',
        *(_mark(x, y, color, mark) for x, y in points),
        _at(points[-1][0] + 12, points[-1][1] + 4, last),
    ]


def _mark(x: float, y: float, color: str, kind: str) -> str:
    if kind == "circle":
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4.5" fill="{color}"/>'
    turn = f' transform="rotate(45 {x:.0f} {y:.0f})"' if kind == "diamond" else ""
    return f'<rect x="{x - 4:.0f}" y="{y - 4:.0f}" width="8" height="8" fill="{color}"{turn}/>'


if __name__ == "__main__":
    main()
