"""Writes anew what the example ads are expected to give. Read the diff before you commit it.

python tests/update_golden.py
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tests.golden_ads import ADS, check, golden, text

    for ad in ADS:
        path, new = golden(ad), text(check(ad))
        if not path.is_file() or path.read_text("utf-8") != new:
            path.parent.mkdir(exist_ok=True)
            path.write_text(new, "utf-8")
            sys.stdout.write(f"wrote {path.name}\n")
    for path in golden(Path("x")).parent.glob("*.json"):
        if path.stem not in {ad.stem for ad in ADS}:
            path.unlink()
            sys.stdout.write(f"removed {path.name}\n")
