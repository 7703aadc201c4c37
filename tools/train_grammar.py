#!/usr/bin/env python3
"""Train the pipelines of ``inclusive_lint.grammar``: part of speech, morphology and lemma, for nl, fr and en.

    python tools/train_grammar.py UD_FOLDER [LANGUAGE ...] [--out FOLDER] [--measure]

UD_FOLDER holds the Universal Dependencies treebanks named in TREEBANKS. Sentences are cut into our own tokens, as the
engine will give them: no hyphens, no mark at the end. One thread and fixed seeds: the same input gives the same weights
on the same machine. ``--measure`` only measures what is in FOLDER, and writes the figures beside the weights.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from inclusive_lint import store  # noqa: E402
from inclusive_lint.model import LANGUAGES  # noqa: E402
from inclusive_lint.tokens import SENTENCE_END, Tokenizer  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

OUT = ROOT / "inclusive_lint" / "models" / "grammar"
SEED = 20261126
# Only treebanks under CC BY-SA 4.0 are trained on. Every tenth sentence of them is kept for choosing the epoch.
TREEBANKS: Mapping[str, Sequence[str]] = {
    "nl": (
        "UD_Dutch-LassySmall/nl_lassysmall-ud-dev.conllu", "UD_Dutch-LassySmall/nl_lassysmall-ud-test.conllu",
        "UD_Dutch-Alpino/nl_alpino-ud-dev.conllu",
    ),
    "fr": ("UD_French-GSD/fr_gsd-ud-dev.conllu",),
    "en": ("UD_English-EWT/en_ewt-ud-train.rebuilt-from-sources.conllu",),
}  # fmt: skip
HELD_OUT: Mapping[str, Sequence[str]] = {
    "nl": ("UD_Dutch-Alpino/nl_alpino-ud-test.conllu",),
    "fr": ("UD_French-GSD/fr_gsd-ud-test.conllu", "UD_French-Sequoia/fr_sequoia-ud-test.conllu"),
    "en": ("UD_English-EWT/en_ewt-ud-test.conllu",),
}
EPOCHS = {"nl": 18, "fr": 24, "en": 9}
# Of the features of the treebanks those that a rule may ask for; the rest would only split the data.
FEATURES = frozenset(
    {"Case", "Degree", "Gender", "Mood", "Number", "Person", "Poss", "PronType", "Reflex", "Tense", "VerbForm", "Voice"}
)
WIDTH, DEPTH = 64, 3
ROWS = {"NORM": 3000, "PREFIX": 500, "SUFFIX": 2000, "SHAPE": 500}
LOWERED, TITLED = 0.12, 0.06  # shares of sentences also read in small letters, and As A Heading
_BATCH_WORDS = (200, 1200)


class Token(NamedTuple):
    """One of our tokens with the labels of the treebank; ``lemma`` "" where the token is only part of a word."""

    text: str
    pos: str
    morph: str
    lemma: str


class _Word(NamedTuple):
    start: int
    end: int
    token: Token


Sentence = tuple[Token, ...]


def sentences(path: Path, tokenizer: Tokenizer) -> Iterator[Sentence]:
    """Yield the sentences of a treebank in our tokens."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((x[len("# text = ") :] for x in lines if x.startswith("# text = ")), "")
        if text:
            yield from _cut(list(_ours(text, list(_words(text, lines)), tokenizer)))


def _words(text: str, lines: Iterable[str]) -> Iterator[_Word]:
    """The written words of a sentence; a contraction ("du", "don't") has the labels of its first part."""
    at, last = 0, 0  # where to look on, and the last id that a contraction covers
    contraction: tuple[str, int, int] | None = None
    for line in lines:
        if line.startswith("#"):
            continue
        number, form, lemma, pos, _, feats, *_ = line.split("\t")
        if "." in number:
            continue
        if "-" in number:
            start = text.index(form, at)
            at = start + len(form)
            contraction, last = (form, start, at), int(number.split("-")[1])
            continue
        if contraction:
            form, start, end = contraction
            yield _Word(start, end, Token(form, pos, _features(feats), ""))
            contraction = None
        elif int(number) > last:
            start = text.index(form, at)
            at = start + len(form)
            yield _Word(start, at, Token(form, pos, _features(feats), lemma.replace("_", "")))


def _features(feats: str) -> str:
    kept = [f for f in feats.split("|") if f.split("=")[0] in FEATURES]
    return "|".join(sorted(f"{k}={','.join(sorted(v.split(',')))}" for k, v in (f.split("=") for f in kept)))


def _ours(text: str, words: Sequence[_Word], tokenizer: Tokenizer) -> Iterator[Token]:
    """Our tokens of a sentence, each with the labels of the word it begins in."""
    tokens = tokenizer.tokenize(text, [(0, len(text))])
    for i in range(len(tokens.words) - 1):
        start, end = tokens.place(i)
        word = next((w for w in words if w.start < end and start < w.end), None)
        if word:
            whole = (word.start, word.end) == (start, end)
            yield word.token._replace(text=text[start:end], lemma=word.token.lemma if whole else "")


def _cut(tokens: list[Token]) -> Iterator[Sentence]:
    """What the engine takes for sentences: cut at their end marks, which are left out."""
    sentence: list[Token] = []
    for token in tokens:
        if token.text in SENTENCE_END:
            yield from [tuple(sentence)] * bool(sentence)
            sentence = []
        else:
            sentence.append(token)
    yield from [tuple(sentence)] * bool(sentence)


def varied(sentences: Iterable[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Yield the sentences, some of them in small letters or as a heading: ads are written so."""
    for sentence in sentences:
        draw = chance.random()
        if draw < LOWERED:
            yield tuple(t._replace(text=t.text.lower()) for t in sentence)
        elif draw < LOWERED + TITLED:
            yield tuple(t._replace(text=t.text[:1].upper() + t.text[1:]) for t in sentence)
        else:
            yield sentence


def pipeline(language: str) -> Language:
    """Return an untrained pipeline: one small encoder of hashed word parts, shared by two classifiers."""
    import spacy

    nlp = spacy.blank("xx", meta={"name": f"inclusive_lint_{language}", "lang": "xx"})
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "attrs": list(ROWS),
                    "rows": list(ROWS.values()), "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": DEPTH,
                    "window_size": 1, "maxout_pieces": 3,
                },
            }
        },
    )  # fmt: skip
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe(
        "trainable_lemmatizer",
        config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}, "min_tree_freq": 4, "backoff": "norm"},
    )
    return nlp


def document(nlp: Language, sentence: Sentence, *, labelled: bool = True) -> Doc:
    """Return the words of a sentence as a document, with their labels or without."""
    from spacy.tokens import Doc

    words = [t.text for t in sentence]
    if not labelled:
        return Doc(nlp.vocab, words=words)
    return Doc(
        nlp.vocab, words=words, pos=[t.pos for t in sentence], morphs=[t.morph for t in sentence],
        lemmas=[t.lemma.lower() if t.pos != "PROPN" else t.lemma for t in sentence],
    )  # fmt: skip


def examples(nlp: Language, sentences: Iterable[Sentence]) -> list[Example]:
    from spacy.training import Example

    return [Example(document(nlp, s, labelled=False), document(nlp, s)) for s in sentences]


def train(language: str, folder: Path) -> Language:
    """Train one language; the weights are the mean of the steps of the best epoch."""
    from spacy.training.batchers import minibatch_by_words
    from spacy.util import fix_random_seed
    from thinc.api import Adam, compounding

    fix_random_seed(SEED)
    chance = random.Random(SEED)
    tokenizer = store.load().tokenizer
    every = [s for name in TREEBANKS[language] for s in sentences(folder / name, tokenizer)]
    training = [s for i, s in enumerate(every) if i % 10]
    chosen_by = [s for i, s in enumerate(every) if not i % 10]
    print(language, len(training), "sentences,", sum(map(len, training)), "tokens", flush=True)
    nlp = pipeline(language)
    nlp.initialize(lambda: examples(nlp, training))
    optimizer = Adam(0.002, L2=0.01, grad_clip=1.0, use_averages=True)
    best, state = -1.0, b""
    sizes = compounding(*_BATCH_WORDS, 1.001)
    for epoch in range(EPOCHS[language]):
        optimizer.learn_rate = 0.002 * (1 - 0.9 * epoch / EPOCHS[language])
        lot = list(varied(training, chance))
        chance.shuffle(lot)
        losses: dict[str, float] = {}
        for batch in minibatch_by_words(examples(nlp, lot), size=sizes):
            nlp.update(batch, sgd=optimizer, drop=0.15, losses=losses)
        with nlp.use_params(optimizer.averages):
            figures = measure(nlp, chosen_by)
            score = figures["POS"] + figures["POS and MORPH"] + 0.3 * figures["LEMMA"]
            if score > best:
                best, state = score, nlp.to_bytes()
        print(language, epoch + 1, {k: round(v, 1) for k, v in losses.items()}, figures, flush=True)
    return _lean(language, nlp, state)


def _lean(language: str, nlp: Language, state: bytes) -> Language:
    """A copy that knows no word of the treebanks: only weights and labels."""
    import spacy

    nlp.from_bytes(state)
    config = nlp.config.copy()
    fresh = spacy.util.load_model_from_config(config, auto_fill=True)
    for name, component in nlp.pipeline:
        fresh.get_pipe(name).from_bytes(component.to_bytes(exclude=["vocab"]), exclude=["vocab"])  # type: ignore[attr-defined]
    for tree in nlp.get_pipe("trainable_lemmatizer").label_data["trees"]:  # type: ignore[attr-defined]
        for text in (tree.get("orig"), tree.get("subst")):
            fresh.vocab.strings.add(text or "")
    fresh.meta.update(
        name=f"inclusive_lint_{language}", version="1", spacy_version=">=3.8.0,<3.9.0", description="Part of speech, morphology and lemma for job ads",
        license="CC-BY-SA-4.0", author="inclusive-lint", email="", url="",
        sources=[{"name": name.split("/")[0], "license": "CC BY-SA 4.0"} for name in TREEBANKS[language]],
    )  # fmt: skip
    return fresh


@dataclass
class _Count:
    right: int = 0
    guessed: int = 0
    there: int = 0


def measure(nlp: Language, held_out: Sequence[Sentence]) -> dict[str, Any]:
    """Return accuracy in per cent for POS, LEMMA, both labels together, and F1 for each feature."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    features: defaultdict[str, _Count] = defaultdict(_Count)
    docs = nlp.pipe([document(nlp, s, labelled=False) for s in held_out], batch_size=64)
    for doc, sentence in zip(docs, held_out, strict=True):
        for token, gold in zip(doc, sentence, strict=True):
            wanted = dict(f.split("=") for f in gold.morph.split("|") if f)
            found = token.morph.to_dict()
            total["POS"] += 1
            right["POS"] += token.pos_ == gold.pos
            right["POS and MORPH"] += token.pos_ == gold.pos and found == wanted
            if gold.lemma and gold.pos != "PROPN":
                total["LEMMA"] += 1
                right["LEMMA"] += token.lemma_.lower() == gold.lemma.lower()
            for name in wanted.keys() | found.keys():
                count = features[name]
                count.there += name in wanted
                count.guessed += name in found
                count.right += name in wanted and found.get(name) == wanted[name]
    total["POS and MORPH"] = total["POS"]
    figures: dict[str, Any] = {k: round(100 * right[k] / max(1, total[k]), 2) for k in ("POS", "POS and MORPH", "LEMMA")}
    figures["sentences"] = len(held_out)
    figures["F1"] = {k: round(200 * c.right / max(1, c.guessed + c.there), 1) for k, c in sorted(features.items())}
    return figures


def card(folder: Path) -> None:
    """Write the figures of all languages into the model card."""
    rows: list[str] = []
    for language in LANGUAGES:
        for name, figures in json.loads((folder / language / "figures.json").read_text("utf-8")).items():
            features = ", ".join(f"{k} {v:.0f}" for k, v in figures["F1"].items())
            size = sum(p.stat().st_size for p in (folder / language).rglob("*") if p.is_file()) / 1e6
            cells = [f"{figures[k]:.1f}" for k in ("POS", "POS and MORPH", "LEMMA")]
            rows.append(f"| {language} ({size:.1f} MB) | `{name}`, {figures['sentences']:,} | {' | '.join(cells)} | {features} |")
    head = "| | held out, sentences | POS | POS and all features | lemma (names left out) | F1 by feature |\n|---|---|---|---|---|---|\n"
    path = folder / "MODEL_CARD.md"
    marks = "<!-- measured -->", "<!-- /measured -->"
    text = re.sub(f"{marks[0]}.*{marks[1]}", lambda _: f"{marks[0]}\n{head}" + "\n".join(rows) + f"\n{marks[1]}", path.read_text("utf-8"), flags=re.DOTALL)
    path.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the pipelines of the grammar layer")
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("languages", nargs="*", default=list(LANGUAGES))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    for language in given.languages:
        folder = given.out / language
        if not given.measure:
            folder.mkdir(parents=True, exist_ok=True)
            train(language, given.treebanks).to_disk(folder)
        import spacy

        nlp = spacy.load(folder)
        tokenizer = store.load().tokenizer
        figures = {
            Path(name).stem: measure(nlp, list(sentences(given.treebanks / name, tokenizer))) for name in HELD_OUT[language]
        }
        (folder / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
        print(json.dumps(figures, indent=2))
    if (given.out / "MODEL_CARD.md").exists():
        card(given.out)


if __name__ == "__main__":
    main()
