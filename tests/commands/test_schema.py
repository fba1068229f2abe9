"""``quizgen schema``: the schemas are written where editors look for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.authoring import schema

if TYPE_CHECKING:
    from conftest import Run


def test_it_writes_both_and_writes_them_again(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        run = quizgen("schema")
        assert (run.code, run.err) == (0, "")
        assert run.out == ".quizgen/bank.schema.json\n.quizgen/source.schema.json\n"
    there = {path.name: path.read_text(encoding="utf-8") for path in Path(".quizgen").iterdir()}
    assert there == schema.texts()
