"""The files of a course: each is what its reader expects, and says where quizgen comes from."""

from __future__ import annotations

import json

import pytest
import yaml

from quizgen.authoring.course import FILES, requirement, texts

SOURCES = {
    "0.1.0": "quizgen==0.1.0",
    "==1.0rc1": "quizgen==1.0rc1",
    "quizgen-0.1.0-py3-none-any.whl": "quizgen-0.1.0-py3-none-any.whl",
    "https://example.org/quizgen-0.1.0-py3-none-any.whl": (
        "https://example.org/quizgen-0.1.0-py3-none-any.whl"
    ),
    "https://example.org/a/quizgen/archive/v1.tar.gz": (
        "https://example.org/a/quizgen/archive/v1.tar.gz"
    ),
    "https://example.org/a/quizgen": "git+https://example.org/a/quizgen",
    "https://example.org/a/quizgen.git@v0.1.0": "git+https://example.org/a/quizgen.git@v0.1.0",
    "git+https://example.org/a/quizgen@main": "git+https://example.org/a/quizgen@main",
    "git@example.org:a/quizgen.git": "git+ssh://git@example.org/a/quizgen.git",
    "ssh://git@example.org/a/quizgen": "git+ssh://git@example.org/a/quizgen",
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_is_what_pip_installs_from(source: str) -> None:
    assert requirement(source) == SOURCES[source]


@pytest.mark.parametrize(
    "source",
    ["", "quizgen", "latest", "https://a.b/'; rm -r x; '", "https://a b", "ftp://a.b/c", "-r x",
     "https://a.b/c\nd", "../quizgen", "--index-url=https://a.b", "https://a.b/`x`", "${{ x }}"],
)  # fmt: skip
def test_nothing_else_is_a_source(source: str) -> None:
    """Least of all what a shell or a workflow would run."""
    with pytest.raises(ValueError, match="expected where quizgen comes from"):
        requirement(source)


def test_the_files_can_be_read_by_those_that_they_are_for() -> None:
    made = texts("A course", "quizgen==0.1.0")
    assert made.keys() == FILES.keys()
    for place, text in made.items():
        assert text.endswith("\n")
        assert "{title}" not in text
        assert "{source}" not in text
        if place.endswith(".json"):
            json.loads(text)
    workflow = yaml.safe_load(made[".github/workflows/decks.yaml"])
    assert workflow["env"]["QUIZGEN"] == "quizgen==0.1.0"
    assert "# A course\n" in made["README.md"]


def test_the_workflow_has_all_history_where_it_builds() -> None:
    """And the right to write only there, where a release is made."""
    workflow = yaml.safe_load(texts("C", "0")[".github/workflows/decks.yaml"])
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        runs = "\n".join(step.get("run", "") for step in job["steps"])
        (checkout,) = (s for s in job["steps"] if s.get("uses", "").startswith("actions/checkout"))
        builds = "quizgen build --locked" in runs
        assert (checkout.get("with", {}).get("fetch-depth") == 0) == builds
        assert (job.get("permissions") == {"contents": "write"}) == ("gh release create" in runs)
