"""Files of a format in a folder; what holds for every format is proven in ``test_formats.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from formats.format_samples import Names
from quizgen.formats.builder import build
from quizgen.reading.library import load
from updates.author import V1


def test_a_format_that_drops_a_question_is_found_out(tmp_path: Path) -> None:
    """Nothing of what it wrote is left."""
    topics = load([V1]).topics
    with pytest.raises(RuntimeError, match="atlas has 9 questions, and 8 were written"):
        build(topics, Names(last=8), tmp_path / "output", advance=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_it_tells_how_far_it_got(tmp_path: Path) -> None:
    done: list[int] = []
    build(load([V1]).topics, Names(), tmp_path, advance=done.append)
    assert done == [9]


def test_a_file_that_is_the_same_is_left_alone(tmp_path: Path) -> None:
    """One of another content is replaced, even if it has the same size."""
    topics = load([V1]).topics
    (file,) = build(topics, Names(), tmp_path, advance=lambda _: None)
    content = file.path.read_bytes()
    for damaged in (content[:-1] + b"?", content + b"\n", b""):
        file.path.write_bytes(damaged)
        (again,) = build(topics, Names(), tmp_path, advance=lambda _: None)
        assert (again.unchanged, file.path.read_bytes()) == (False, content)
