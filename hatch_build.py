"""Compiles rules and lexicons into the wheel, so that an installed copy reads no YAML to start."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds ``inclusive_lint/_bundled/compiled`` to a wheel. A checkout compiles for itself, into the user's cache."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the build is an editable install, which reads the checkout."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from inclusive_lint.folders import compile_folders
        from inclusive_lint.store import write_compiled

        folder = Path(tempfile.mkdtemp(prefix="inclusive-lint-"))
        write_compiled(compile_folders([root / "rules"], [root / "lexicons"]), folder)
        for path in sorted(folder.glob("*.jsonl")):
            build_data["force_include"][str(path)] = f"inclusive_lint/_bundled/compiled/{path.name}"
