"""Locks next to their banks; a build that misses one is proven in ``test_building.py``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from quizgen.formats.anki.release.inputs import read_lock, with_locks
from quizgen.formats.anki.release.lock import Lock, head
from quizgen.reading.library import load
from samples import ALONE, NAMESPACE, TOPIC, make
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000


def test_where_nothing_was_built_there_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "none.lock") == (Lock(), "", [])


def test_a_lock_is_read_whatever_version_control_made_of_its_lines(tmp_path: Path) -> None:
    """Git on Windows writes ``\\r\\n``; the text is the one that was built all the same."""
    author = Author.of(tmp_path)
    author.release(NOW)
    before = read_lock(author.lock)
    author.lock.write_bytes(author.lock.read_bytes().replace(b"\n", b"\r\n"))
    assert read_lock(author.lock) == before


@pytest.mark.parametrize(("check", "codes"), [(True, ["vanished-id"]), (False, [])])
def test_what_learners_would_lose_is_found_where_it_is_asked_for(
    check: bool, codes: list[str], tmp_path: Path
) -> None:
    author = Author.of(tmp_path)
    author.release(NOW)
    with author.questions("rivers.yaml") as questions:
        del questions[0]
    library = load([author.folder], whole=True)
    inputs, faults = with_locks(library.topics, library.sources, check=check)
    assert [fault.code for fault in faults] == codes
    assert [each.lock_text for each in inputs] == [author.lock.read_text()]


@pytest.mark.parametrize("deep", [False, True])
def test_the_work_of_finding_locks_grows_with_the_banks_and_no_faster(
    deep: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each bank costs the same number of calls of the system, in one folder or each in its own."""
    calls = 0
    for name in ("stat", "lstat", "scandir", "listdir", "open"):
        function = getattr(os, name)

        def counted(*given: Any, call: Any = function, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            return call(*given, **more)

        monkeypatch.setattr(os, name, counted)
    folder, each = tmp_path, []
    for number in range(160):
        folder = folder / "f" if deep else folder
        folder.mkdir(exist_ok=True)
        text = ALONE.replace("capitals", f"b{number}").replace("4f0k", f"{number:04}")
        (folder / f"b{number}.yaml").write_text(text)
        if number in (39, 79, 159):
            calls = 0
            library = load([tmp_path])
            with_locks(library.topics, library.sources, [tmp_path], check=True)
            each.append(calls / (number + 1))
    assert max(each) < 1.2 * min(each) + 10, f"calls for each bank, of 40, 80 and 160: {each}"


def test_a_lock_beside_a_bank_of_a_topic_is_no_longer_the_lock_of_that_bank(tmp_path: Path) -> None:
    """The bank stood alone before: what learners have of it is written there."""
    make(tmp_path, TOPIC)
    (topic,) = load([tmp_path], whole=True).topics
    make(tmp_path, {"asia.lock": head(topic.namespace) + "\n"})
    library = load([tmp_path], whole=True)
    _, faults = with_locks(library.topics, library.sources, [tmp_path], check=True)
    assert [(one.code, one.place.path) for one in faults] == [
        ("moved-lock", str(tmp_path / "asia.lock"))
    ]


DRAFT = ALONE.replace(f"namespace: {NAMESPACE}\n", "")


@pytest.mark.parametrize("name", ["topic/drafts/a.yaml", "elsewhere/a.yaml"])
def test_a_bank_without_a_namespace_is_offered_one_where_it_is_built(
    name: str, tmp_path: Path
) -> None:
    """And the topic above is named, to which it may belong."""
    make(tmp_path, {"topic/source.yaml": TOPIC["source.yaml"], name: DRAFT})
    library = load([tmp_path / name])
    assert with_locks(library.topics, library.sources)[1] == []
    _, (fault,) = with_locks(library.topics, library.sources, propose=lambda: NAMESPACE)
    assert (fault.code, str(fault.place)) == ("no-namespace", f"{tmp_path / name}:2:1")
    assert fault.hint.endswith(f"“namespace: {NAMESPACE}”")
    above = str(tmp_path / "topic" / "source.yaml")
    assert (above in fault.hint) == name.startswith("topic")


def test_a_bank_that_learners_have_needs_its_namespace_at_once(tmp_path: Path) -> None:
    """It was there when the bank was built: it is in the lock."""
    author = Author.of(tmp_path / "other")
    author.release(NOW)
    lock = author.lock.read_text(encoding="utf-8")
    make(tmp_path, {"a.yaml": DRAFT, "a.lock": lock})
    library = load([tmp_path / "a.yaml"])
    _, faults = with_locks(library.topics, library.sources)
    assert [fault.code for fault in faults] == ["no-namespace"]
    assert f"“namespace: {read_lock(tmp_path / 'a.lock')[0].namespace}”" in faults[0].hint


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
