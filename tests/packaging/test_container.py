"""The container is built from what the wheel is built from: what is forgotten there fails only where there is a builder of images."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = ROOT / "service" / "Dockerfile"


def sources_of_the_wheel() -> set[str]:
    """The first part of every path that the wheel takes in, and the files that the project names."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = data["tool"]["hatch"]["build"]["targets"]["wheel"]
    named = {data["project"]["readme"], "pyproject.toml", "hatch_build.py"}
    return {Path(x).parts[0] for x in (*wheel["packages"], *wheel["force-include"])} | named


def test_the_container_copies_all_that_the_wheel_is_built_from() -> None:
    lines = re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE.read_text("utf-8"), re.MULTILINE)
    assert sources_of_the_wheel() <= {name for line in lines for name in line.split()}


def test_the_builder_is_given_all_of_it() -> None:
    given = (ROOT / "service" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert sources_of_the_wheel() <= {line.removeprefix("!") for line in given if line.startswith("!")}


def test_the_wheel_is_made_where_there_is_a_compiler_and_installed_where_there_is_none() -> None:
    building, *others = DOCKERFILE.read_text("utf-8").split("\nFROM ")[1:]
    assert re.search(r"apt-get install .*\bgcc\b.*[\s\S]*pip wheel", building)
    assert all("gcc" not in stage for stage in others)
