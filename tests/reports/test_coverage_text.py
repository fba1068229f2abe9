"""Coverage for a terminal."""

from __future__ import annotations

from pathlib import Path

from quizgen.reports.coverage_text import render
from reports.coverage_sample import covered


def test_bars_and_what_is_not_asked(tmp_path: Path) -> None:
    """A bar for each paragraph and kind, as long as it has facts; and each fact with its place."""
    source = tmp_path / "source.yaml"
    assert list(render(covered(tmp_path))) == [
        "Capitals: 1 of 4 facts asked (25 %), by 1 question",
        "",
        "  paragraph 1  #######.............    1 of 3      1 question  number",
        "  paragraph 2  .......                 0 of 1     0 questions",
        "",
        "  figure  #####...............    1 of 4      1 question  number",
        "",
        "cited, and not asked:",
        f"  {source}:15:9: snow (how-high)",
        "",
        "only mentioned in an explanation:",
        f"  {source}:21:9: survey (how-high)",
        "",
        "in no question:",
        f"  {source}:27:9: rock",
    ]
