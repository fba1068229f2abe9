"""The package itself: what it offers, and that it costs nothing until it is used."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen
import quizgen.api

SOURCE = Path(quizgen.__file__)


def test_importing_it_imports_nothing_else() -> None:
    """Not even what the standard library has."""
    script = (
        "import sys; before = set(sys.modules); import quizgen; new = set(sys.modules) - before; "
        "import json; quizgen.load; print(json.dumps([[*new], 'quizgen.api' in sys.modules]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE.parents[1])},
        timeout=60,
        check=True,
    )
    assert json.loads(run.stdout) == [["quizgen"], True]


def test_it_offers_what_the_api_has() -> None:
    """The same names three times: for type checkers, for ``import *``, and in the module."""
    assert sorted(quizgen.__all__) == sorted({*quizgen.api.__all__, "__version__"})
    for name in quizgen.api.__all__:
        assert getattr(quizgen, name) is getattr(quizgen.api, name)
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    (checked,) = (node for node in tree.body if isinstance(node, ast.If))
    (imported,) = (node for node in checked.body if isinstance(node, ast.ImportFrom))
    assert [alias.name for alias in imported.names] == quizgen.api.__all__
    assert set(quizgen.__all__) <= set(dir(quizgen))


def test_it_offers_nothing_else() -> None:
    with pytest.raises(AttributeError, match="module 'quizgen' has no attribute 'lode'"):
        quizgen.lode  # noqa: B018


def test_its_types_may_be_used() -> None:
    """The marker that tells type checkers so."""
    assert SOURCE.with_name("py.typed").exists()
