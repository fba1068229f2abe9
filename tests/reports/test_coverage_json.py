"""Coverage for other programs."""

from __future__ import annotations

import json
from pathlib import Path

from quizgen.reports.coverage_json import render
from reports.coverage_sample import covered


def test_the_shape_that_is_documented(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "coverage.md").read_text("utf-8")
    content = json.loads("\n".join(render(covered(tmp_path))))
    (topic,) = content["topics"]
    assert (topic["count"], topic["asked"], topic["questions"]) == (4, 1, 1)
    assert [one["covered"] for one in topic["facts"]] == ["asked", "cited", "mentioned", "left out"]
    assert topic["facts"][0]["asked_by"] == ["asia/how-high"]
    names = {*content, *topic, *topic["facts"][0], *topic["paragraphs"][0]}
    assert [name for name in sorted(names - {"format"}) if f"`{name}`" not in page] == []
