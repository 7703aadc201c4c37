"""Each use of grammar goes on earning its place on the sentences written for it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inclusive_lint import store

if TYPE_CHECKING:
    from types import ModuleType

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_of_grammar", BENCHMARKS / "grammar.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.grammar
def test_a_use_finds_a_third_more_and_at_most_one_in_sixteen_wrongly(benchmark: ModuleType) -> None:
    scores = benchmark.score_probes(store.load())
    assert len(scores) == 4
    for use, score in scores.items():
        counts = score.counts
        assert counts["own", "right"] >= counts["off", "right"] + score.wanted / 3, use
        assert counts["own", "false"] <= counts["off", "false"] + score.traps / 16, use
