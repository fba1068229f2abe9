"""Nothing outside of what the user named is read, nothing hangs, and no folder is visited twice."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from quizgen.system import files
from quizgen.system.files import Tree, Unsafe, is_link, leads_out, open_regular

SECRET = "token: 4711"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A folder that the user named, next to one that they did not."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text(SECRET)
    folder = tmp_path / "named"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "a.yaml").write_text("a")
    return folder


# -- what is read ----------------------------------------------------------------------------------

WAYS_OUT: dict[str, Callable[[Path], str]] = {
    "a link": lambda folder: link(folder / "e.yaml", folder.parent / "outside/secret.yaml"),
    "a link of few words": lambda folder: link(folder / "e.yaml", "../outside/secret.yaml"),
    "a link to a link": lambda folder: (
        link(folder / "below/f.yaml", "../../outside/secret.yaml"),
        link(folder / "e.yaml", "below/f.yaml"),
    )[1],
    "a link to what a process is told": lambda folder: link(
        folder / "e.yaml", "/proc/self/environ"
    ),
    "a link to a device": lambda folder: link(folder / "e.yaml", "/dev/zero"),
    "a folder that is a link": lambda folder: link(folder / "there", "../outside") + "/secret.yaml",
    "a folder below a link": lambda folder: link(folder / "up", "..") + "/outside/secret.yaml",
    "the way up": lambda folder: str(folder / "../outside/secret.yaml"),
}


def link(path: Path, target: str | Path) -> str:
    path.symlink_to(target)
    return str(path)


def test_a_regular_file_is_opened_and_a_link_to_it_is_not(named: Path) -> None:
    with open_regular(named / "below" / "a.yaml") as file:
        assert file.read() == b"a"
    with pytest.raises(Unsafe):
        open_regular(link(named / "b.yaml", "below/a.yaml"))


@pytest.mark.parametrize("way", WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_nothing_outside_is_read(
    way: Callable[[Path], str], named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not even opened, and its name is all that is said."""
    path = way(named)
    tree = Tree([named])
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    for read in (tree.read, tree.open, tree.check):
        with pytest.raises(Unsafe) as raised:
            read(path)
        assert raised.value.code == "link-outside"
        assert raised.value.filename == path
        assert SECRET not in str(raised.value) + raised.value.hint


def test_links_within_are_followed(named: Path) -> None:
    link(named / "b.yaml", "below/a.yaml")
    link(named / "c.yaml", named / "b.yaml")
    link(named / "there", "below")
    tree = Tree([named])
    for name in ("b.yaml", "c.yaml", "there/a.yaml", "there/../b.yaml"):
        assert tree.read(named / name) == b"a"


def test_what_the_user_named_may_itself_be_a_link(named: Path) -> None:
    """And a link from one folder that they named may lead to another."""
    link(named.parent / "mine", "named")
    link(named / "e.yaml", "../outside/secret.yaml")
    assert Tree([named.parent / "mine"]).read(named.parent / "mine/below/a.yaml") == b"a"
    assert Tree([named, named.parent / "outside"]).read(named / "e.yaml") == SECRET.encode()


def test_a_folder_may_be_named_later(named: Path) -> None:
    tree = Tree([named])
    path = named.parent / "outside" / "secret.yaml"
    with pytest.raises(Unsafe):
        tree.read(path)
    tree.add(path.parent)
    assert tree.read(path) == SECRET.encode()


def test_a_link_to_nothing_or_to_itself_cannot_be_read(named: Path) -> None:
    for target, error in (("nothing", FileNotFoundError), ("e.yaml", OSError)):
        path = link(named / "e.yaml", target)
        with pytest.raises(error) as raised:
            Tree([named]).read(path)
        assert not isinstance(raised.value, Unsafe)
        os.unlink(path)


def _socket(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as here:
        before = Path.cwd()
        os.chdir(path.parent)  # such a path must be short
        here.bind(path.name)
        os.chdir(before)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a socket": _socket,
    "a folder": os.mkdir,
    "a device": lambda path: os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5)),
}


@pytest.mark.parametrize("kind", SPECIAL)
def test_only_ordinary_files_are_opened(kind: str, named: Path) -> None:
    """A pipe would be waited for, a device never ends."""
    path = named / "e.yaml"
    try:
        SPECIAL[kind](path)
    except PermissionError:
        pytest.skip("only root makes devices")
    link(named / "b.yaml", "e.yaml")
    tree = Tree([named])
    for read in (tree.read, tree.open, tree.check, open_regular):
        with pytest.raises(Unsafe) as raised:
            read(path)
        assert raised.value.code == "no-ordinary-file"
        assert kind in str(raised.value)
    with pytest.raises(Unsafe, match=kind):
        tree.read(named / "b.yaml")


def test_what_takes_the_place_of_a_file_is_not_waited_for(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at a file and its opening, anything may happen."""
    path = named / "below" / "a.yaml"
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(os, "lstat", lambda _: before)
    with pytest.raises(Unsafe, match="a pipe"):
        Tree([named]).read(path)


def test_a_file_within_is_opened_for_reading(named: Path) -> None:
    (named / "below" / "a.yaml").write_bytes(b"a: \xff\r\n")
    with Tree([named]).open(named / "below" / "a.yaml") as file:
        assert (file.read(), file.writable()) == (b"a: \xff\r\n", False)


def test_no_more_than_the_limit_is_read(named: Path) -> None:
    path = named / "below" / "a.yaml"
    path.write_bytes(b"x" * 1000)
    tree = Tree([named])
    assert tree.read(path, 1000) == b"x" * 1000
    with pytest.raises(Unsafe) as raised:
        tree.read(path, 999)
    assert (raised.value.code, raised.value.size) == ("too-large", 1000)
    with pytest.raises(Unsafe):
        tree.check(path, 999)
    tree.check(path, 1000)  # no byte too many


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_that_grows_while_it_is_read(
    more: int, named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read to its end, or to the limit."""
    path = named / "below" / "a.yaml"
    read = os.read
    most = 1_000_000
    left = most - 1 + more

    def grow(handle: int, count: int) -> bytes:
        nonlocal left
        grown = min(left, 400_000)
        left -= grown
        with path.open("ab") as file:
            file.write(b"x" * grown)
        return read(handle, count)

    monkeypatch.setattr(os, "read", grow)
    if more:
        with pytest.raises(Unsafe, match="without an end"):
            Tree([named]).read(path, most)
    else:
        assert len(Tree([named]).read(path, most)) == most


def test_a_junction_of_windows_is_a_link() -> None:
    """Its mode is that of a folder; Windows tells it by the tag."""
    for tag, expected in ((0xA0000003, True), (0xA000000C, True), (0x80000017, False), (0, False)):
        status = SimpleNamespace(st_mode=stat.S_IFDIR | 0o755, st_reparse_tag=tag)
        assert is_link(status) is expected  # type: ignore[arg-type]


def test_a_folder_that_leads_out(named: Path) -> None:
    link(named / "out", "../outside")
    link(named / "in", "below")
    assert leads_out(named / "out", named)
    assert leads_out(named / "out" / "new" / "deep", named)
    assert not leads_out(named / "in", named)
    assert not leads_out(named / "new" / "deep", named)


# -- what is visited -------------------------------------------------------------------------------


def walked(top: Path, faults: list[OSError] | None = None) -> list[str]:
    found = Tree([top]).walk(
        top, lambda name: name.endswith(".yaml"), [] if faults is None else faults
    )
    return [
        os.path.relpath(os.path.join(each.path, name), top) for each in found for name in each.names
    ]


def test_a_tree_is_walked_in_order(named: Path) -> None:
    for name in ("b.yaml", ".hidden.yaml", "notes.txt"):
        (named / name).touch()
    (named / ".git").mkdir()
    (named / ".git" / "c.yaml").touch()
    assert walked(named) == ["b.yaml", "below/a.yaml"]


def test_a_link_out_is_refused_at_its_place_and_the_rest_is_walked(named: Path) -> None:
    link(named / "a-way-out", "../outside")
    faults: list[OSError] = []
    assert walked(named, faults) == ["below/a.yaml"]
    (fault,) = faults
    assert isinstance(fault, Unsafe)
    assert (fault.code, fault.filename) == ("link-outside", str(named / "a-way-out"))


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every folder that is listed from now on."""
    scandir, paths = os.scandir, []

    def watched(path: str) -> Iterator[os.DirEntry[str]]:
        paths.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", watched)
    return paths


def test_no_folder_is_visited_twice(named: Path, listed: list[str]) -> None:
    """Forty folders with two links each to the next: there are 2 ** 40 ways to the last."""
    for number in range(40):
        (named / f"{number}").mkdir()
        if number:
            for name in "ab":
                link(named / f"{number - 1}" / name, f"../{number}")
    (named / "39" / "deep.yaml").touch()
    assert walked(named) == ["39/deep.yaml", "below/a.yaml"]
    assert len(listed) == 42


def test_folders_linked_to_one_another(named: Path, listed: list[str]) -> None:
    """Each of twelve to all twelve, and to the folder above."""
    for number in range(12):
        (named / f"{number}").mkdir()
        for other in range(12):
            link(named / f"{number}" / f"{other}", f"../{other}")
        link(named / f"{number}" / "up", "..")
    assert walked(named) == ["below/a.yaml"]
    assert len(listed) == 14


def test_a_folder_that_only_a_link_leads_to(named: Path) -> None:
    (named / ".attic").mkdir()
    (named / ".attic" / "b.yaml").touch()
    link(named / "attic", ".attic")
    assert walked(named) == ["below/a.yaml", "attic/b.yaml"]


def test_the_number_of_folders_has_a_bound(named: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FOLDERS", 1)
    faults: list[OSError] = []
    assert walked(named, faults) == []
    assert [getattr(fault, "code", "") for fault in faults] == ["too-many-folders"]


@pytest.mark.parametrize("depth", [100, 200, 400])
def test_the_work_grows_with_the_depth_and_no_faster(
    depth: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder costs the same number of calls of the system, however deep it is."""
    calls = 0
    for name in ("stat", "lstat", "scandir", "readlink"):
        function = getattr(os, name)

        def counted(
            *arguments: object, _function: Callable[..., object] = function, **more: object
        ) -> object:
            nonlocal calls
            calls += 1
            return _function(*arguments, **more)

        monkeypatch.setattr(os, name, counted)
    folder = tmp_path
    for _ in range(depth):
        folder = folder / "f"
    folder.mkdir(parents=True)
    (folder / "a.yaml").touch()
    calls = 0
    assert len(walked(tmp_path)) == 1
    assert calls < 3 * depth + 50


# -- where to write --------------------------------------------------------------------------------


def test_a_link_to_a_file_within_stays_and_any_other_is_replaced(named: Path) -> None:
    tree = Tree([named])
    inside = link(named / "in.lock", "below/a.yaml")
    assert tree.place(inside) == str(named / "below" / "a.yaml")
    for target in ("../outside/secret.yaml", "../outside/new", "new", "below", "out.lock"):
        path = named / "out.lock"
        link(path, target)
        assert tree.place(path) == str(path)
        path.unlink()
    assert tree.place(named / "new.lock") == str(named / "new.lock")
