"""The pre-commit hook, installed and run by pre-commit itself on a small repository."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = (
    "inclusive_lint", "rules", "lexicons", "examples", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "THIRD_PARTY.md", ".gitignore",
    ".pre-commit-hooks.yaml",
)  # fmt: skip
AD = """\
# Boekbinder (m/v/x)

Functieomschrijving: je naait katernen en je lijmt ruggen.

Jouw profiel: {profile}

Wij bieden: 2.600 euro bruto per maand.
"""
BAD = AD.format(profile="je bent niet ouder dan 35 jaar.")
GOOD = AD.format(profile="je hebt geduld en een vaste hand.")
FILES = {
    "ads/bad.md": BAD,
    "ads/good.md": GOOD,
    "ads/page.html": f"<html lang=nl><body><p>{BAD.replace(chr(10) * 2, '</p><p>')}</p></body></html>\n",
    "ads/plain.txt": BAD,
    "code.py": f'"""{BAD}"""\n',
}
CONFIG = """\
repos:
  - repo: {project}
    rev: {revision}
    hooks:
      - id: inclusive-lint
        args: [--format, github, --profile, nl]
        types_or: [plain-text]
        files: ^ads/.*\\.txt$
"""
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]


def call(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with a pre-commit home and a git identity of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    environment |= {
        "PRE_COMMIT_HOME": str(folder.parent / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "INCLUSIVE_LINT_PURE": "1",  # what is compiled is tested in tests/packaging
    }
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "Test", f"GIT_{who}_EMAIL": "test@example.org"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def repository(folder: Path) -> str:
    """Commit everything in a folder; return the revision."""
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "All")):
        done = call(folder, "git", *command)
        assert done.returncode == 0, done.stderr
    return call(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project as a repository that a hook can be installed from."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_bundled"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A repository with ads."""
    folder = tmp_path / "sample"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_try_repo(project: Path, sample: Path) -> None:
    repository(project)
    repository(sample)
    command = (sys.executable, "-m", "pre_commit", "try-repo", str(project), "inclusive-lint")
    done = call(sample, *command, "--all-files", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "ads/bad.md" in done.stdout
    assert "ads/page.html" in done.stdout
    assert "age.limit" in done.stdout
    assert "good.md" not in done.stdout
    assert "plain.txt" not in done.stdout
    assert "code.py" not in done.stdout


def test_plain_text_by_opt_in_and_options(project: Path, sample: Path) -> None:
    revision = repository(project)
    (sample / ".pre-commit-config.yaml").write_text(CONFIG.format(project=project, revision=revision), "utf-8")
    repository(sample)
    bad = call(sample, sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "file=ads/plain.txt,line=5" in bad.stdout
    assert "bad.md" not in bad.stdout
    (sample / "ads/plain.txt").write_text(GOOD, "utf-8")
    good = call(sample, sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert (good.returncode, "Passed" in good.stdout) == (0, True), good.stdout + good.stderr
