"""On the path of a process, this makes spaCy impossible to import: how it is where it was not installed."""

import sys

sys.modules["spacy"] = None  # type: ignore[assignment]
