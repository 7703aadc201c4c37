"""The description of the API is held against the service: every documented answer, and no other."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Server

CONFIG = Path(__file__).parents[2] / "service" / "checks" / "schemathesis.toml"


def test_schemathesis_finds_nothing(server: Server, tmp_path: Path) -> None:
    if not importlib.util.find_spec("schemathesis"):
        pytest.skip("schemathesis is not installed: pip install schemathesis")
    script = str(Path(sys.executable).with_name("schemathesis"))
    command = [
        script,
        "--config-file",
        str(CONFIG),
        "run",
        f"{server.url}/openapi.json",
        "--checks",
        "all",
        "--max-examples",
        "15",
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=500)
    assert shown.returncode == 0, shown.stdout[-6000:]
    assert int(re.findall(r"(\d+) generated", shown.stdout)[0]) > 200
