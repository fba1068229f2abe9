"""The namespaces of our samples are those that the pages show, and no build takes them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quizgen
from quizgen import Refused
from quizgen.formats.anki.release.sample_namespaces import SAMPLES
from samples import ALONE, TOPIC, make

if TYPE_CHECKING:
    from conftest import Run

ROOT = Path(__file__).parents[4]
OURS = "kx49xdpgi4yvyxjihagv"
"""That of our own deck, which learners have."""
SAMPLE = "5v0t2m8q1x7k4c9z6b3n"


def shown() -> set[str]:
    """Every namespace on a page, in the README, and in what an editor shows of the schemas."""
    pages = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("docs/schema/*.json")]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    pattern = r"\b(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])[a-z0-9]{20}\b"
    return {found for text in texts for found in re.findall(pattern, text)}


def test_the_list_is_what_the_documentation_shows() -> None:
    assert shown() == SAMPLES


def test_our_own_deck_is_no_sample() -> None:
    assert OURS in (ROOT / "decks/north-korea-russia-2024/source.yaml").read_text(encoding="utf-8")
    assert OURS not in SAMPLES


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank with the namespace of a sample."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "decks" / "rivers.yaml"
    text = re.sub("namespace: .*", f"namespace: {SAMPLE}  # copied", ALONE)
    make(tmp_path, {"decks/rivers.yaml": text})
    return path


def test_it_is_refused_with_the_line_to_write(sample: Path, quizgen: Callable[..., Run]) -> None:
    assert quizgen("validate").code == 0
    run = quizgen("build")
    assert run.code == 1
    assert "decks/rivers.yaml:3:12: error[sample-namespace] the namespace" in run.err
    assert not Path("output/rivers.apkg").exists()
    (line,) = re.findall("write “(namespace: [a-z0-9]{20})” instead", run.err)
    text = sample.read_text()
    sample.write_text(text.replace(f"namespace: {SAMPLE}", line))
    assert quizgen("build").code == 0


def test_it_stays_where_learners_have_it(sample: Path, quizgen: Callable[..., Run]) -> None:
    text = sample.read_text()
    other = "4u0t2m8q1x7k4c9z6b3n"
    sample.write_text(text.replace(SAMPLE, other))
    assert quizgen("build").code == 0
    lock = sample.with_suffix(".lock")
    lock.write_text(lock.read_text().replace(other, SAMPLE))
    sample.write_text(text.replace("title: ", "title: My "))
    assert "sample-namespace" not in quizgen("build", "--force").err


def test_other_formats_take_it(sample: Path, quizgen: Callable[..., Run]) -> None:
    """A table updates nothing."""
    assert sample.exists()
    assert quizgen("build", "--format", "csv").code == 0


def test_a_topic_is_refused_at_its_source(tmp_path: Path) -> None:
    files = dict(TOPIC)
    files["source.yaml"] = re.sub("namespace: .*", f"namespace: '{SAMPLE}'", files["source.yaml"])
    make(tmp_path, files)
    with pytest.raises(Refused) as refused:
        quizgen.build(tmp_path, tmp_path / "output")
    (found,) = refused.value.diagnostics
    assert found.code == "sample-namespace"
    assert found.hint == "write what “quizgen namespace” prints instead"
    line = (tmp_path / "source.yaml").read_text().splitlines()[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith(SAMPLE)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminal")
def test_in_a_terminal_the_line_is_written(sample: Path) -> None:
    import pexpect

    child = pexpect.spawn(sys.executable, ["-m", "quizgen", "build"], encoding="utf-8", timeout=60)
    child.expect(r"Write this line into decks/rivers\.yaml\? y or n \[y\]: ")
    child.sendline("y")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    text = sample.read_text()
    assert SAMPLE not in text
    assert re.search(r"^namespace: [a-z0-9]{20}  # copied$", text, re.MULTILINE)
