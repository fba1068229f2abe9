"""What programs may use, as ``docs/api.md`` shows it; each sample of it is run."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen
from quizgen.formats.csv import Csv
from quizgen.model.diagnostics import Severity
from samples import ALONE, CITED, NAMESPACE, SOURCE, TOPIC, bank, codes, fact, make

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
BROKEN = ALONE.replace("answer", "anwser")


def test_the_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its samples are one session, in a folder with the bank that it shows."""
    text = PAGE.read_text(encoding="utf-8")
    (sample,) = re.findall(r"^```yaml rivers.yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "rivers.yaml").write_text(sample, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    blank = re.sub(r"^```.*$", "", text, flags=re.MULTILINE)  # of the same number of lines
    session = doctest.DocTestParser().get_doctest(blank, {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(session, out=told.append)
    assert result.attempted >= 30
    assert result.failed == 0, "".join(told)


def test_the_page_names_all_that_there_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    functions = [name for name in quizgen.__all__ if name.islower() and name[0] != "_"]
    assert functions == ["build", "grade", "load"]
    for name in functions:
        assert f"`quizgen.{name}(" in text


class TestLoad:
    def test_paths_are_texts_or_paths_or_several(self, tmp_path: Path) -> None:
        path = make(tmp_path, {"a.yaml": ALONE}) / "a.yaml"
        for paths in (path, str(path), [path], (str(path),), iter([path]), tmp_path):
            assert [topic.id for topic in quizgen.load(paths).topics] == ["capitals"]

    @pytest.mark.parametrize(
        "text", [BROKEN, "[", "", "\0", "a: b", ALONE.encode("utf-16").decode("latin-1")]
    )
    def test_nothing_is_printed_or_raised(
        self, text: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        """Whatever is in the file: it is a diagnostic, with all that can be said of it."""
        library = quizgen.load(make(tmp_path, {"a.yaml": text}))
        assert not library.ok
        for found in library.diagnostics:
            assert (found.severity, found.place.path) == ("error", str(tmp_path / "a.yaml"))
            assert found.code
            assert found.message
        assert capfd.readouterr() == ("", "")

    def test_a_path_with_nothing_is_a_diagnostic(self, tmp_path: Path) -> None:
        """So that the other paths are loaded all the same."""
        make(tmp_path, {"a.yaml": ALONE})
        library = quizgen.load([tmp_path / "nowhere", tmp_path / "a.yaml"])
        assert codes(library) == ["missing-path"]
        assert not library.ok
        assert len(library.topics) == 1

    def test_a_warning_is_no_error(self, tmp_path: Path) -> None:
        files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul")}
        library = quizgen.load(make(tmp_path, files))
        assert [found.severity for found in library.diagnostics] == [Severity.WARNING]
        assert library.ok


class TestBuild:
    def test_mistakes_are_refused(self, tmp_path: Path) -> None:
        """Nothing is written."""
        make(tmp_path, {"banks/a.yaml": BROKEN})
        with pytest.raises(quizgen.Refused, match="anwser") as refused:
            quizgen.build(tmp_path / "banks", tmp_path / "out")
        assert [found.code for found in refused.value.diagnostics] == [
            "unknown-field",
        ]
        assert not (tmp_path / "out").exists()
        assert [path.name for path in (tmp_path / "banks").iterdir()] == ["a.yaml"]

    def test_a_path_with_nothing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(quizgen.Refused, match="there is no such file or folder"):
            quizgen.build(tmp_path / "nowhere", tmp_path / "out")

    def test_a_topic_is_built_as_a_whole(self, tmp_path: Path) -> None:
        """Of which only a bank is named."""
        make(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="europe")})
        (written,) = quizgen.build(tmp_path / "b.yaml", tmp_path / "out", format="csv")
        assert written.questions == 2

    def test_a_lock_must_be_current(self, tmp_path: Path) -> None:
        make(tmp_path, {"a.yaml": ALONE})
        with pytest.raises(quizgen.Refused) as refused:
            quizgen.build(tmp_path / "a.yaml", tmp_path / "out", locked=True)
        assert [found.code for found in refused.value.diagnostics] == ["missing-lock"]
        assert not (tmp_path / "a.lock").exists()
        quizgen.build(tmp_path / "a.yaml", tmp_path / "out", now=1_700_000_000)
        text = (tmp_path / "a.lock").read_text()
        assert "1700000000" in text
        quizgen.build(tmp_path / "a.yaml", tmp_path / "out", locked=True)
        assert (tmp_path / "a.lock").read_text() == text

    def test_a_damaged_lock_is_refused(self, tmp_path: Path) -> None:
        make(tmp_path, {"a.yaml": ALONE, "a.lock": "quizgen lock 1\n<<<<<<< ours\n"})
        with pytest.raises(quizgen.Refused) as refused:
            quizgen.build(tmp_path, tmp_path / "out")
        assert {found.severity for found in refused.value.diagnostics} == {"error"}

    def test_another_format_has_no_lock(self, tmp_path: Path) -> None:
        make(tmp_path, {"a.yaml": ALONE})
        (written,) = quizgen.build(tmp_path / "a.yaml", tmp_path / "out", format=Csv(separator=";"))
        assert "japan;" in written.path.read_text(encoding="utf-8-sig")
        assert not (tmp_path / "a.lock").exists()
        with pytest.raises(ValueError, match="locked"):
            quizgen.build(tmp_path / "a.yaml", tmp_path / "out", format="csv", locked=True)

    def test_a_format_that_there_is_not(self, tmp_path: Path) -> None:
        make(tmp_path, {"a.yaml": ALONE})
        with pytest.raises(ValueError, match="expected anki, csv"):
            quizgen.build(tmp_path / "a.yaml", tmp_path / "out", format="cvs")

    def test_nothing_is_printed(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        make(tmp_path, {"a.yaml": ALONE})
        quizgen.build(tmp_path / "a.yaml", tmp_path / "out")
        assert capfd.readouterr() == ("", "")


USER = """\
from pathlib import Path

import quizgen

library: quizgen.Library = quizgen.load([Path("a.yaml"), "b.yaml"])
for topic in library.topics:
    for bank in topic.banks:
        for question in bank.questions:
            grade: quizgen.Grade = quizgen.grade(question, ["a"], library=library)
            verdict: quizgen.Verdict = grade.verdict
codes: list[str] = [found.code for found in library.diagnostics if found.place.line > 1]
paths: list[Path] = [written.path for written in quizgen.build("a.yaml", Path("out"))]
quizgen.grade(1, "a")
"""


def test_types_are_known_to_whoever_checks_them(tmp_path: Path) -> None:
    """In strict mode, a program is sound but for its last line, which is not."""
    pytest.importorskip("mypy", reason="mypy belongs to lint")
    (tmp_path / "user.py").write_text(USER)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "user.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"MYPYPATH": str(Path(quizgen.__file__).parents[1]), "PATH": ""},
        timeout=300,
        check=False,
    )
    last = len(USER.splitlines())
    assert [line for line in run.stdout.splitlines() if "user.py" in line] == [
        f'user.py:{last}: error: Argument 1 to "grade" has incompatible type "int"; '
        'expected "Question"  [arg-type]'
    ]


def test_a_bank_without_a_namespace_is_refused_when_it_is_built(tmp_path: Path) -> None:
    """And nowhere else; a program draws no namespace for an author."""
    path = tmp_path / "bank.yaml"
    path.write_text(ALONE.replace(f"namespace: {NAMESPACE}\n", ""), encoding="utf-8")
    assert quizgen.load(path).ok
    with pytest.raises(quizgen.Refused) as refused:
        quizgen.build(path, tmp_path / "out")
    (fault,) = refused.value.diagnostics
    assert fault.code == "no-namespace"
    assert "with what “quizgen namespace” prints" in fault.hint
    assert quizgen.build(path, tmp_path / "out", format="csv")
