"""On the path of a process, this makes spaCy impossible to import: how it is where it was not installed."""

import sys


class Blocker:
    """Finds spaCy first, and says that there is none."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] == "spacy":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


sys.meta_path.insert(0, Blocker)
