"""Runs the command on the small rules of tests/data/mini, in a process of its own."""

from pathlib import Path

from inclusive_lint import resources
from inclusive_lint.cli import main

resources.folder = lambda name: Path(__file__).parent.parent / "data" / "mini" / name
resources.compiled = lambda: None
if __name__ == "__main__":
    main()
