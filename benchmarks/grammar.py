"""What grammar brings and what it costs: every rule with and without it, on labelled ads, on probes, on unlabelled ones.

    python benchmarks/grammar.py [--gold FOLDER] [--corpus FOLDER] [--write docs/grammar.md]

Probes are sentences of ours (benchmarks/grammar/probes.txt), half of them traps. Patterns that were tried and dropped are kept in
benchmarks/grammar/dropped, to show what they would do. The labelled sets are those of benchmarks/quality, and ``challenge``, ``jobs`` and
``generic-hij`` below the folder of --gold. Of the unlabelled ads of --corpus it prints in how many grammar was asked, and every
finding that is there with grammar and not without, for somebody to read. --write puts the tables between the marks of a page.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import quality  # noqa: E402
import rounds  # noqa: E402

from inclusive_lint import grammar, store  # noqa: E402
from inclusive_lint.engine import Linter  # noqa: E402
from inclusive_lint.readers.plain import read  # noqa: E402
from inclusive_lint.rule import unmark  # noqa: E402
from inclusive_lint.settings import Settings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inclusive_lint.catalog import Catalog

PROBES, DROPPED = HERE / "grammar" / "probes.txt", HERE / "grammar" / "dropped"
DROPPED_USES = ("agreement", "young", "zijn")
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
COST = """
import time
start = time.process_time()
from inclusive_lint import grammar
blank = time.process_time()
tag = grammar.tagger({language!r})
loaded = time.process_time()
tag({words!r})
print(loaded - blank, time.process_time() - loaded)
"""


class Probe(NamedTuple):
    """One sentence: what is to be found in it, maybe nothing."""

    use: str
    rule: str
    language: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass
class Score:
    """Right and false findings without and with grammar."""

    wanted: int = 0
    traps: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        c = self.counts
        return (
            f"| {name} | {self.wanted} | {c['off', 'right']} | {c['own', 'right']} "
            f"| {self.traps} | {c['off', 'false']} | {c['own', 'false']} |"
        )


def probes() -> Iterator[Probe]:
    """Yield the probes of the file."""
    head = ("", "", "")
    for line in PROBES.read_text("utf-8").splitlines():
        if line.startswith("= "):
            use, rule, language = line[2:].split()
            head = (use, rule, language)
        elif line and not line.startswith("#"):
            text, marks = unmark(line)
            yield Probe(*head, text, tuple(marks))


def linters(catalog: Catalog, **settings: Any) -> dict[str, Linter]:
    """A linter without grammar and one with our own models, by the name of the choice."""
    return {choice: Linter(catalog, Settings(grammar=choice, **settings)) for choice in ("off", "own")}


def score_probes(catalog: Catalog, *, dropped: bool = False) -> dict[str, Score]:
    """Score the uses of grammar on their probes: a mark is found when a finding of the rule overlaps it."""
    scores: dict[str, Score] = defaultdict(Score)
    for code in ("nl", "fr", "en"):
        both = linters(catalog, language=code, doctype="vacancy")
        for probe in (p for p in probes() if p.language == code and (p.use in DROPPED_USES) is dropped):
            score = scores[f"{probe.use} ({code}, `{probe.rule}`)"]
            score.wanted += len(probe.marks)
            score.traps += not probe.marks
            for choice, linter in both.items():
                found = [f.span for f in linter.check(read("probe", probe.text)).findings if f.rule == probe.rule and f.span]
                right = sum(any(a < f.end and f.start < b for f in found) for a, b in probe.marks)
                false = sum(not any(a < f.end and f.start < b for a, b in probe.marks) for f in found)
                score.counts[choice, "right"] += right
                score.counts[choice, "false"] += bool(false)
    return scores


def score_set(folder: Path, labels: Path, both: dict[str, Linter]) -> tuple[list[str], Counter[str]]:
    """Return a line for each finding that grammar changes, and the totals of a labelled set."""
    lines: list[str] = []
    totals: Counter[str] = Counter()
    for line in labels.read_text("utf-8").splitlines():
        label = json.loads(line)
        name = Path(label["file"]).name
        text = (folder / name).read_text("utf-8")
        said: dict[str, set[tuple[str, int, int]]] = {}
        for choice, linter in both.items():
            tally = quality.Tally()
            findings = linter.check(read(name, text)).findings
            quality._spans(label["spans"], findings, text, tally, [])
            totals.update({f"{choice} right": tally.right, f"{choice} false": tally.false, f"{choice} must": tally.must})
            said[choice] = {(f.rule, f.span.start, f.span.end) for f in findings if f.span}
        for sign, rows in (("new", said["own"] - said["off"]), ("gone", said["off"] - said["own"])):
            for rule, start, end in sorted(rows):
                lines.append(f"{sign} {name} {rule} {text[start:end]!r}")
    return lines, totals


def generic_hij(path: Path, both: dict[str, Linter]) -> list[str]:
    """Return a row for each pronoun of the Dutch texts full of generic "hij": how often it stands there and is found."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text("utf-8").splitlines()[1:]:
        _, _, title, text = line.split("\t")
        for choice, linter in both.items():
            document = read("ad.txt", f"{title}\n\n{text}")
            found = {f.span for f in linter.check(document).findings if f.rule == "gender.generic-pronoun"}
            tokens = linter.read(document).tokens
            for i, word in enumerate(tokens.words):
                if word in ("hij", "hem", "zijn"):
                    counts[word, choice] += document.offsets.span(*tokens.place(i)) in found
                    counts[word, "all"] += choice == "own"
    return [f"| {w} | {counts[w, 'all']} | {counts[w, 'off']} | {counts[w, 'own']} |" for w in ("hij", "hem", "zijn")]


def corpus(folder: Path, both: dict[str, Linter]) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Return (texts that asked, texts) by folder, and what grammar changes in them."""
    share: dict[str, tuple[int, int]] = {}
    lines: list[str] = []
    for group in sorted(p for p in folder.iterdir() if p.is_dir()):
        asked = texts = 0
        for path in sorted(group.rglob("*.txt")):
            text = path.read_bytes().decode("utf-8", "replace")
            before = grammar.tagger.cache_info()
            own = {(f.rule, f.span) for f in both["own"].check(read(str(path), text)).findings if f.span}
            after = grammar.tagger.cache_info()
            texts += 1
            asked += (after.hits + after.misses) > (before.hits + before.misses)
            off = {(f.rule, f.span) for f in both["off"].check(read(str(path), text)).findings if f.span}
            for sign, rows in (("new", own - off), ("gone", off - own)):
                for rule, span in sorted(rows):
                    around = " ".join(text[max(0, span.start - 60) : span.end + 40].split())
                    lines.append(f"{sign} {path.name} {rule} {text[span.start : span.end]!r}: …{around}…")
        share[group.name] = (asked, texts)
    return share, lines


def cost(language: str, words: str) -> tuple[float, float]:
    """CPU seconds of the first question in a fresh process (spaCy and the model) and of one sentence after; the best of five."""
    code = COST.format(language=language, words=words.split())
    runs = [
        tuple(map(float, subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()))
        for _ in range(5)
    ]
    load, tag = min(runs)
    return load, tag


def page(scores: dict[str, Score], sets: dict[str, Counter[str]], shares: dict[str, tuple[int, int]]) -> str:
    """Return the tables."""
    lines = [
        f"Measured on {time.strftime('%Y-%m-%d')} by `python benchmarks/grammar.py`.", "",
        "| use | to find | without | with | traps | false without | with |", "|---|---|---|---|---|---|---|",
        *(score.row(name) for name, score in scores.items()), "",
        "| labelled ads | must | right without | with | false without | with |", "|---|---|---|---|---|---|",
        *(
            f"| {name} | {c['own must']} | {c['off right']} | {c['own right']} | {c['off false']} | {c['own false']} |"
            for name, c in sets.items()
        ),
    ]  # fmt: skip
    if shares:
        total = [sum(x) for x in zip(*shares.values(), strict=True)]
        lines += ["", "| real ads | that ask for grammar |", "|---|---|"]
        lines += [f"| {name} | {asked} of {texts} |" for name, (asked, texts) in shares.items()]
        lines += [f"| all | {total[0]} of {total[1]} ({100 * total[0] / total[1]:.1f} %) |"]
    lines += ["", "| first question of a process | CPU seconds | a sentence after |", "|---|---|---|"]
    for code, sentence in (("nl", "Je wandelt met een dove langs het water"), ("fr", "Vous serez logé sur place"), ("en", "You man the desk")):
        load, tag = cost(code, sentence)
        lines.append(f"| {code}: import of spaCy and the model | {load:.2f} | {tag:.3f} |")
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """Put the tables between the marks of a page."""
    old = path.read_text("utf-8")
    path.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{text}\n{END}", old, flags=re.DOTALL), "utf-8")


def _sets(gold: Path | None) -> Iterable[tuple[str, Path, Path]]:
    seen = [row["set"] for row in rounds.lines(quality.ROUNDS)]
    yield from ((name, quality.SETS / name, quality.SETS / name / "labels.jsonl") for name in seen)
    if gold:
        yield from ((f"{n} (not ours)", gold / n, gold / f"{n}.jsonl") for n in ("challenge", "jobs"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    catalog, tried = store.load(), store.load(lexicon_dirs=[DROPPED])
    scores, both = score_probes(catalog), linters(catalog)
    lines = ["| use | to find | without | with | traps | false without | with |", "|---|---|---|---|---|---|---|"]
    dropped = [*lines, *(score.row(name) for name, score in score_probes(tried, dropped=True).items())]
    sets: dict[str, Counter[str]] = {}
    for name, folder, labels in _sets(options.gold):
        changed, sets[name] = score_set(folder, labels, both)
        print("\n".join(f"{name}: {line}" for line in changed))
    shares: dict[str, tuple[int, int]] = {}
    if options.corpus:
        shares, changed = corpus(options.corpus, both)
        print("\n".join(changed))
    if options.corpus:
        grew = corpus(options.corpus, {"off": both["own"], "own": linters(tried)["own"]})
        asked, texts = (sum(x) for x in zip(*grew[0].values(), strict=True))
        dropped += ["", f"On the real ads they add {len(grew[1])} findings, and {asked} of {texts} ads would ask for grammar."]
        print("\n".join(f"dropped: {line}" for line in grew[1]))
    if options.gold:
        path, settings = options.gold / "generic-hij" / "descriptions.tsv", {"language": "nl", "doctype": "vacancy"}
        dropped += ["", "| generic-hij (not ours) | there | found without | with *zijn* by grammar |", "|---|---|---|---|"]
        dropped += generic_hij(path, linters(tried, **settings))
    text = page(scores, sets, shares) + "\n\nTried and dropped:\n\n" + "\n".join(dropped)
    if options.write:
        write(options.write, text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
