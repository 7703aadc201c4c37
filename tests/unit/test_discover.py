"""From what the user typed to the files to read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inclusive_lint import discover as module
from inclusive_lint.discover import discover, read_bytes
from inclusive_lint.errors import InputError
from inclusive_lint.readers import is_known

FILES = [
    "ads/b.md",
    "ads/a.txt",
    "ads/logo.png",
    "ads/nl/c.html",
    "ads/nl/deep/d.md",
    "ads/.hidden/e.md",
    "ads/node_modules/f.md",
]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*FILES, "ads/.draft.md", "ads/own/pyvenv.cfg", "ads/own/g.md", "z.txt"):
        write(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def names(
    *paths: str, exclude: tuple[str, ...] = (), respect_gitignore: bool = True, root: Path | None = None
) -> list[str]:
    found, problems = discover(paths, exclude=exclude, respect_gitignore=respect_gitignore, known=is_known, root=root)
    assert problems == []
    return [path.as_posix() for path in found]


@pytest.mark.usefixtures("tree")
class TestPaths:
    def test_a_folder_gives_its_known_files_in_order(self) -> None:
        assert names("ads") == ["ads/a.txt", "ads/b.md", "ads/nl/c.html", "ads/nl/deep/d.md"]
        assert names(".") == ["ads/a.txt", "ads/b.md", "ads/nl/c.html", "ads/nl/deep/d.md", "z.txt"]

    def test_a_file_is_taken_whatever_it_is_called(self) -> None:
        assert names("ads/logo.png", "ads/.draft.md") == ["ads/logo.png", "ads/.draft.md"]

    def test_each_file_comes_once_in_the_order_given(self, tree: Path) -> None:
        assert names("z.txt", "./z.txt", "ads/nl", "ads/nl/../nl/c.html", str(tree / "z.txt")) == [
            "z.txt", "ads/nl/c.html", "ads/nl/deep/d.md",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("pattern", "wanted"),
        [
            ("ads/*.md", ["ads/b.md"]),
            ("ads/**/*.md", ["ads/b.md", "ads/nl/deep/d.md"]),
            ("**/d.md", ["ads/nl/deep/d.md"]),
            ("ads/*", ["ads/a.txt", "ads/b.md"]),
            ("ads/n?/**", ["ads/nl/c.html", "ads/nl/deep/d.md"]),
            ("ads/[!b].*", ["ads/a.txt"]),
            ("ads/*.png", ["ads/logo.png"]),
            ("ads/**/deep/*", ["ads/nl/deep/d.md"]),
        ],
    )
    def test_patterns_are_ours_where_the_shell_has_none(self, pattern: str, wanted: list[str]) -> None:
        assert names(pattern) == wanted

    def test_a_file_whose_name_looks_like_a_pattern_is_a_file(self) -> None:
        write(Path("ads/[x].md"))
        assert names("ads/[x].md") == ["ads/[x].md"]

    @pytest.mark.parametrize("pattern", ["ads/*.rst", "ads/[z-a].md", "nl/*.md", "ads/**/["])
    def test_a_pattern_without_files_is_an_error(self, pattern: str) -> None:
        with pytest.raises(InputError, match=r"no file matches|there is no file"):
            names(pattern)

    @pytest.mark.parametrize(
        ("path", "hint"),
        [("ads/a.tx", "did you mean 'a.txt'"), ("adz/nl/c.html", "did you mean 'ads'"), ("ads/a.txt/x", "")],
    )
    def test_a_missing_path_names_its_neighbour(self, path: str, hint: str) -> None:
        with pytest.raises(InputError, match=f"there is no file or folder '{path}'.*{hint}"):
            names(path)

    def test_excluded_files_stay_out_even_if_named(self, tree: Path) -> None:
        assert names("ads", "ads/b.md", exclude=("*.md", "!d.md", "nl/c.*")) == [
            "ads/a.txt",
            "ads/nl/c.html",
            "ads/nl/deep/d.md",
        ]
        assert names("ads", exclude=("deep/", "/ads/*.txt")) == ["ads/b.md", "ads/nl/c.html"]
        assert names("ads", exclude=("/nl/",), root=tree / "ads") == ["ads/a.txt", "ads/b.md"]
        assert names("z.txt", exclude=("z.txt",)) == []

    def test_a_wrong_exclude_is_an_error(self) -> None:
        with pytest.raises(InputError, match="the exclude pattern '!' is not valid"):
            names("ads", exclude=("!",))

    def test_exclude_works_outside_the_root(self, tree: Path) -> None:
        assert names("z.txt", exclude=("z.txt",), root=tree / "ads") == []


@pytest.mark.usefixtures("tree")
class TestGitignore:
    def test_nested_files_and_exceptions(self) -> None:
        write(Path("ads/.gitignore"), "*.md\n!b.md\nnl/c*\n[z-a]\n")
        write(Path("ads/nl/.gitignore"), "!deep/d.md\n")
        assert names("ads") == ["ads/a.txt", "ads/b.md", "ads/nl/deep/d.md"]
        assert names("ads", respect_gitignore=False) == ["ads/a.txt", "ads/b.md", "ads/nl/c.html", "ads/nl/deep/d.md"]

    def test_an_ignored_folder_is_not_entered(self) -> None:
        write(Path(".gitignore"), "nl/\n")
        write(Path("ads/nl/.gitignore"), "!*\n")
        assert names(".") == ["ads/a.txt", "ads/b.md", "z.txt"]

    def test_those_above_count_inside_a_repository(self) -> None:
        write(Path(".gitignore"), "*.html\n/ads/b.md\n")
        assert "ads/nl/c.html" in names("ads")
        Path(".git").mkdir()
        assert names("ads") == ["ads/a.txt", "ads/nl/deep/d.md"]

    def test_what_the_user_names_is_read_though_ignored(self) -> None:
        Path(".git").mkdir()
        write(Path(".gitignore"), "ads/\nz.txt\n")
        assert names("z.txt", "ads/nl") == ["z.txt", "ads/nl/c.html", "ads/nl/deep/d.md"]
        assert names("ads/*.md") == ["ads/b.md"]

    def test_bytes_that_are_no_text_in_it(self) -> None:
        Path("ads/.gitignore").write_bytes(b"\xff\xfe\nb.md\n")
        assert "ads/b.md" not in names("ads")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.usefixtures("tree")
class TestLinks:
    def test_loops_end_and_links_to_folders_are_not_followed(self) -> None:
        Path("ads/nl/loop").symlink_to(Path("..").absolute(), target_is_directory=True)
        Path("ads/nl/self").symlink_to("self")
        assert names("ads/nl") == ["ads/nl/c.html", "ads/nl/deep/d.md"]
        assert names("ads/nl/**/*.html") == ["ads/nl/c.html"]

    def test_a_link_the_user_names_is_followed(self) -> None:
        Path("link").symlink_to("ads/nl", target_is_directory=True)
        assert names("link") == ["link/c.html", "link/deep/d.md"]

    def test_two_names_of_one_file_are_one_and_a_broken_link_none(self) -> None:
        Path("ads/nl/also.html").symlink_to("c.html")
        Path("ads/nl/gone.md").symlink_to("nowhere.md")
        assert names("ads/nl") == ["ads/nl/also.html", "ads/nl/deep/d.md"]
        with pytest.raises(InputError, match="there is no file"):
            names("ads/nl/gone.md")


def test_a_folder_that_cannot_be_read_is_a_problem(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "nl":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("inclusive_lint.discover.os.scandir", refuse)
    found, problems = discover([tree / "ads"], known=is_known)
    assert [path.name for path in found] == ["a.txt", "b.md"]
    assert [(problem.path, problem.message) for problem in problems] == [
        (str(tree / "ads" / "nl"), "cannot be read: Permission denied")
    ]


def test_bytes_are_read_up_to_a_limit(tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_bytes(b"12345")
    assert read_bytes(file) == b"12345"
    assert read_bytes(file, 5) == b"12345"
    with pytest.raises(InputError, match=r"ad.txt: is larger than 4 bytes; raise --max-bytes"):
        read_bytes(file, 4)
    with pytest.raises(InputError, match=r"ad.md: cannot be read: No such file"):
        read_bytes(tmp_path / "ad.md")
    with pytest.raises(InputError, match="cannot be read"):
        read_bytes(tmp_path)


def test_pathspec_is_imported_only_where_something_is_ignored(tree: Path) -> None:
    code = (
        "import sys; from inclusive_lint.discover import discover;"
        "discover(['ads'], known=lambda p: True); print('pathspec' in sys.modules);"
        "open('ads/.gitignore', 'w').close(); discover(['ads'], known=lambda p: True); print('pathspec' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[1])}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tree, env=environment
    )
    assert run.stdout.split() == ["False", "True"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_tells_no_size_and_is_read_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "ad.txt"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write('x' * 100_000)"])
    assert read_bytes(pipe) == b"x" * 100_000
    assert writer.wait() == 0
