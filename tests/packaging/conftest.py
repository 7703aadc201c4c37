"""A wheel built from the checkout's source distribution and installed in an empty environment, once per test run."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import time
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 300  # seconds for another worker to build


@dataclass(frozen=True)
class Installed:
    """What was built, and where it is installed."""

    folder: Path

    @property
    def wheel(self) -> Path:
        return next(self.folder.glob("dist/*.whl"))

    @property
    def sdist(self) -> Path:
        return next(self.folder.glob("dist/*.tar.gz"))

    @property
    def python(self) -> Path:
        return self._programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def program(self) -> Path:
        return self._programs / ("inclusive-lint.exe" if os.name == "nt" else "inclusive-lint")

    @property
    def _programs(self) -> Path:
        return self.folder / "env" / ("Scripts" if os.name == "nt" else "bin")

    def in_wheel(self) -> list[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.namelist()

    def in_sdist(self) -> list[str]:
        with tarfile.open(self.sdist) as archive:
            return [name.partition("/")[2] for name in archive.getnames()]

    def run(self, *command: str | Path, cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        """Run a command away from the checkout, with nothing of it on the path."""
        return run(list(map(str, command)), cwd=cwd)


def run(command: list[str], cwd: Path | str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)


def _build(folder: Path) -> None:
    """Build the source distribution, of that the wheel, and install the wheel with its dependencies."""
    for command in (
        [sys.executable, "-m", "build", "--outdir", str(folder / "dist"), str(ROOT)],
        [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "--quiet"],
    ):
        if command[2] == "pip":
            venv.create(folder / "env", with_pip=False)
            command.append(str(next(folder.glob("dist/*.whl"))))
        done = run(command, cwd=folder)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build in the folder that the workers of a run share; the first that comes builds, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, ready, failed = shared / "installed", shared / "installed.ready", shared / "installed.failed"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait(ready, failed)
        return Installed(folder)
    try:
        _build(folder)
    except BaseException:
        failed.touch()
        raise
    ready.touch()
    return Installed(folder)


def _wait(ready: Path, failed: Path) -> None:
    for _ in range(_PATIENCE * 5):
        if ready.exists():
            return
        if failed.exists():
            pytest.fail("the wheel could not be built or installed; another test says why")
        time.sleep(0.2)
    pytest.fail(f"no wheel after {_PATIENCE} seconds")
