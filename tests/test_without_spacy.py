"""What does not ask for grammar works where spaCy cannot be imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUITES = ("tests/test_examples.py", "tests/test_golden.py", "tests/unit/test_grammar.py", "tests/unit/test_patterns.py", "tests/unit/test_engine.py")


@pytest.mark.grammar
def test_the_rules_hold_without_spacy() -> None:
    """The examples of every card, but for those that say they need grammar, and the ads as a whole."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-spacy", *SUITES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
    assert " skipped" in done.stdout  # spaCy was really away


def test_the_blocker_blocks() -> None:
    code = "import pytest, sys; sys.path.insert(0, 'tests'); import conftest; conftest.block_spacy(); import spacy"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "ModuleNotFoundError" in done.stderr
