"""``python -m inclusive_lint``."""

from .cli import main

main()
