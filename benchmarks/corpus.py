"""What a change does on a fixed corpus: findings before and after, grouped by rule, new and gone.

    python benchmarks/corpus.py snapshot FOLDER... -o before.jsonl
    … change rules or lexicons …
    python benchmarks/corpus.py snapshot FOLDER... -o after.jsonl
    python benchmarks/corpus.py diff before.jsonl after.jsonl
    python benchmarks/corpus.py rare KNOWN... --corpus FOLDER...     entries that fire in one known text only

A snapshot holds words in their context, so it belongs to whoever holds the corpus: never commit one. ``rare`` looks for learning by
heart: entries and patterns that fire in exactly one of the labelled (KNOWN) folders' texts, and nowhere in the corpus.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inclusive_lint import resources, store
from inclusive_lint.candidates import Candidates
from inclusive_lint.engine import Linter
from inclusive_lint.readers.plain import read
from inclusive_lint.rule import load_cards
from inclusive_lint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTEXT = 45  # characters on either side


def texts(folders: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Yield every plain text under the folders."""
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.txt")):
            yield path, path.read_bytes().decode("utf-8", "replace")


def snapshot(folders: list[str], output: str) -> None:
    """Write one line per finding."""
    linter, count = Linter(store.load()), 0
    with open(output, "w", encoding="utf-8") as file:
        for path, text in texts(folders):
            for finding in linter.check(read(str(path), text)).findings:
                if finding.span:
                    start, end = finding.span
                    around = " ".join(text[max(0, start - CONTEXT) : start].split()), " ".join(text[end : end + CONTEXT].split())
                    row = [finding.rule, finding.severity.value, str(path), start, finding.text, *around]
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                    count += 1
    print(f"{count} findings written to {output}")


def diff(before: str, after: str) -> None:
    """Print what is gone and what is new, by rule."""
    old, new = ({tuple(json.loads(line)) for line in Path(p).read_text("utf-8").splitlines()} for p in (before, after))
    rules: dict[str, list[str]] = defaultdict(list)
    for mark, rows in (("gone", old - new), ("new ", new - old)):
        for rule, severity, path, _, text, left, right in sorted(rows):
            rules[rule].append(f"  {mark} {severity:7} {Path(path).name}: …{left} [{text}] {right}…")
    for rule, lines in sorted(rules.items()):
        print(f"{rule}: {sum('new ' in x[:7] for x in lines)} new, {sum('gone' in x[:7] for x in lines)} gone")
        print("\n".join(lines))
    print(f"{len(old)} findings before, {len(new)} after")


def fired(linter: Linter, text: str) -> set[tuple[str, str]]:
    """Return (language, entry) of every entry that leads to a finding or a fact in a text."""
    reading = linter.read(read("text", text))
    kept: set[tuple[Any, ...]] = set()
    linter.judge(reading, lambda rule, at, reason: None if reason else kept.add((rule, tuple(at))))
    found = set()
    candidates = Candidates(reading, linter._reader.table, linter._rules)
    for rule, language in list(candidates):
        entries = linter._reader.table(language).entries
        there = candidates.all((rule, language))
        found |= {(language, entries[c.entry]["id"]) for c in there if (rule, tuple(c.at)) in kept}
    return found


def shown(linter: Linter) -> dict[tuple[str, str], list[str]]:
    """Return (language, entry) -> the examples of the cards, all of them sentences of their own, on which an entry fires."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for card in load_cards(resources.folder("rules")):
        for example in card.examples:
            told = linter.under(Settings(language=example.language, doctype=example.doctype or "vacancy"))
            for entry in fired(told, example.text):
                found[entry].append(" ".join(example.text.split()))
    return found


def rare(known: list[str], corpus: list[str]) -> None:
    """Print entries that fire in exactly one known text and nowhere in the corpus, those that fire on fewest examples first, with an example of each."""
    linter, where = Linter(store.load()), defaultdict(list)
    for path, text in texts(known):
        for entry in fired(linter, text):
            where[entry].append(path.name)
    elsewhere = {entry for _, text in texts(corpus) for entry in fired(linter, text)}
    alone = {e: names[0] for e, names in where.items() if len(names) == 1 and e not in elsewhere}
    examples = shown(linter)
    for entry, name in sorted(alone.items(), key=lambda item: (len(examples[item[0]]), item)):
        print(f"{entry[0]} {entry[1]} only in {name}; shown by {len(examples[entry])}: {next(iter(examples[entry]), '-')}")
    counts = Counter(language for language, _ in alone)
    spread = Counter(min(len(examples[entry]), 3) for entry in alone)
    print(f"{len(alone)} of {len(where)} entries that fire: {dict(counts)}")
    print(f"of those on no example {spread[0]}, on one {spread[1]}, on two {spread[2]}, on more {spread[3]}")


def main() -> int:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    take = commands.add_parser("snapshot")
    take.add_argument("folders", nargs="+")
    take.add_argument("-o", "--output", required=True)
    compare = commands.add_parser("diff")
    compare.add_argument("before")
    compare.add_argument("after")
    lonely = commands.add_parser("rare")
    lonely.add_argument("known", nargs="+")
    lonely.add_argument("--corpus", nargs="+", required=True)
    options = parser.parse_args()
    if options.command == "snapshot":
        snapshot(options.folders, options.output)
    elif options.command == "diff":
        diff(options.before, options.after)
    else:
        rare(options.known, options.corpus)
    return 0


if __name__ == "__main__":
    sys.exit(main())
