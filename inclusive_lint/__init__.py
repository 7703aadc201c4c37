"""inclusive-lint: checks job ads and other texts in Dutch, French and English for wording that shuts people out.

>>> from inclusive_lint import Linter
>>> report = Linter().check_text("Wij zoeken een jonge hond met lef.", language="nl")

Importing this package is cheap: the names below are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import Linter as Linter
    from .errors import ConfigError as ConfigError
    from .errors import InputError as InputError
    from .errors import LexiconError as LexiconError
    from .errors import RuleError as RuleError
    from .errors import UserError as UserError
    from .model import Fact as Fact
    from .model import FileReport as FileReport
    from .model import Finding as Finding
    from .model import InputProblem as InputProblem
    from .model import Report as Report
    from .model import Severity as Severity
    from .model import Span as Span
    from .model import Suppressed as Suppressed

__version__ = "0.1.0"

_HOME = {
    "Linter": "api",
    **dict.fromkeys(("ConfigError", "InputError", "LexiconError", "RuleError", "UserError"), "errors"),
    **dict.fromkeys(
        ("Fact", "FileReport", "Finding", "InputProblem", "Report", "Severity", "Span", "Suppressed"), "model"
    ),
}
__all__ = ["__version__", *_HOME]  # noqa: PLE0604  # names, all of them


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
