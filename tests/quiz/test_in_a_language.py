"""A quiz in the language of its bank: nothing of it stays English but what is typed."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

import quizgen.languages
from phrases import phrases
from quiz.support import ALL_TYPES, BANKS, candidates, environment, spelled
from quiz.test_modes import Terminal
from quizgen.grading import key
from quizgen.languages import ENGLISH, Catalogue, counted, direction
from quizgen.quiz.items import Item
from quizgen.quiz.layout import Look
from quizgen.quiz.loop import Forgetful, Manner, run
from quizgen.quiz.pages import due_words
from quizgen.quiz.session import Policy, start
from quizgen.quiz.summary import Exam
from quizgen.quiz.terminal import Lines

LANGUAGES = BANKS.parents[1] / "languages" / "banks"
GERMAN, ARABIC = LANGUAGES / "de.yaml", LANGUAGES / "ar.yaml"
MARKED = Catalogue("xx", {name: f"⟦{name}⟧" for name in phrases()})
"""A language in which every phrase is in brackets."""
TYPED = re.compile(r":?:[a-z]\b|--?[a-z]+\b|quizgen[^\n]*|\b(?:[a-zA-Z]|[abc]{2,3})\b|namespace")
"""What is the same in all languages: letters of options, keys and commands."""


class Keeps(Forgetful):
    """A keeper of whom everything can be asked."""

    def keeps(self, _: Item, /) -> bool:
        return True

    def notes(self, _: Item, /) -> Iterable[str]:
        return (quizgen.languages.phrase("Changed since you last saw it."),)

    def due(self, place: int, /) -> int | None:
        return place


def quiz(
    bank: Path,
    replies: Iterable[str] | None,
    *,
    lang: str = "",
    policy: Policy = Policy.AFTER_EACH,
    confidence: bool = False,
) -> str:
    """What a quiz shows to whoever gives ``replies``, or the right ones."""
    session = start(candidates(bank), Random(1), policy=policy, at=0)
    if replies is None:
        replies = []
        for item in session.items:
            replies += [*spelled(item, key(item.form)), *(["s"] if confidence else []), ""]
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    typed = io.StringIO("".join(f"{line}\n" for line in replies))
    exam = Exam(50) if policy is Policy.AT_THE_END else None
    manner = Manner(first_use=True, ask_confidence=confidence, exam=exam, lang=lang)
    run(session, Lines(typed, out, {}, interactive=True), lambda: 0, manner, Keeps())
    return out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def outside(text: str) -> list[str]:
    """Return the words of Latin letters in ``text`` that no phrase has."""
    depth, kept = 0, []
    for char in text:
        depth += {"⟦": 1, "⟧": -1}.get(char, 0)
        kept.append(" " if depth or char == "⟧" else char)
    return re.findall(r"[A-Za-z]{2,}", TYPED.sub(" ", "".join(kept)))


EVERY_COMMAND = ":?|:h|:b|:r|:u|:o|:l|:f|a note|:s".split("|")
AFTER = ["?", "b", "f", "a note", "u"]


@pytest.mark.parametrize(
    "replies",
    [
        pytest.param(None, id="right"),
        pytest.param([*EVERY_COMMAND, "", *AFTER] * 40, id="commands"),
        pytest.param(["b", "", "", "x", "", "zz", "", "1", "n", "?", ""] * 40, id="nonsense"),
        pytest.param([":s", ""] * 40, id="skipped"),
        pytest.param([":x", ":z"] * 20, id="aside"),
        pytest.param([], id="nothing"),
    ],
)
@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("confidence", [False, True])
def test_every_word_of_ours_is_in_the_catalogue(
    replies: list[str] | None,
    policy: Policy,
    confidence: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bank's texts have no Latin letters, so that each that is left is ours."""
    monkeypatch.setattr(quizgen.languages, "catalogue", lambda _: MARKED)
    shown = quiz(ARABIC, replies, policy=policy, confidence=confidence)
    typed = {*(replies or ()), "Ctrl"}
    assert [word for word in outside(shown) if word not in typed] == []
    assert "⟦" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 14)])
def test_a_german_quiz_on_a_terminal(columns: int, rows: int, tmp_path: Path) -> None:
    """All types, in German from the first line to the last."""
    terminal = Terminal("quiz", "-n", 13, "--seed", 1, GERMAN, data=tmp_path, columns=columns)
    terminal.child.setwinsize(rows, columns)
    replies = {
        "zeigt die Antwort": "\r",
        "das Ergebnis": "\r",
        "geht weiter": "\r",
        "Gewusst": "y",
        "oder falsch": "t",
        "Alle, die": "ab\r",
        "Reihenfolge": "abc\r",
        "Buchstaben": "ab\r",
        "Lücke": "Rhein\r",
        "Zahl": "1300\r",
        "Bereich": "2-5\r",
        "Datum": "9. November 1989\r",
        "Jahrhundert": "19th century\r",
        "y/n": "y",
        "ntwort": "wien\r",
        "a-c": "a",
    }
    while prompt := terminal.prompt():
        asked = prompt.rpartition(" [")[2]
        terminal.child.send(next(keys for part, keys in replies.items() if part in asked))
    terminal.child.close()
    assert terminal.child.exitstatus == 0
    said = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", terminal.written).split())
    assert "13 Fragen aus 1 Sammlung" in said
    assert re.search(r"\d+ von 13 richtig, \d+ %", said)
    assert "Dasselbe Quiz noch einmal:" in said
    assert "✓ Richtig: 9. November 1989" in said
    assert "Morgen wieder fällig" in said or "In 2 Tagen wieder fällig" in said
    english = re.findall(r"\b(?:the|right|wrong|answer|press|type|you|is|of|keys)\b", said, re.I)
    assert english == []


def test_the_frame_of_several_languages_is_english() -> None:
    """Each question is asked in its own."""
    session = start([*candidates(GERMAN), *candidates(ARABIC)], Random(1), at=0)
    manner = Manner()
    assert manner.frame(session) is ENGLISH
    assert {manner.words(item).tag for item in session.items} == {"de", "ar"}
    assert Manner(lang="de").frame(session).tag == "de"


def test_a_language_that_is_asked_for_is_that_of_all_banks() -> None:
    assert "Richtig: 24. Oktober 2024" in quiz(ALL_TYPES, None, lang="de")
    assert "Right: 24. Oktober" not in quiz(GERMAN, None)
    assert "Right: November 9, 1989" in quiz(GERMAN, None, lang="en")


@pytest.mark.parametrize("bank", [GERMAN, ARABIC])
def test_what_is_right_is_right_in_each_language(bank: Path) -> None:
    """The grader knows no language: the right replies are right under any words."""
    shown = {lang: quiz(bank, None, lang=lang) for lang in ("en", "de", "ar")}
    verdicts = {lang: text.count("\n✓ ") for lang, text in shown.items()}
    assert len({*verdicts.values()}) == 1
    assert min(verdicts.values()) > 5


def test_days_have_their_plural() -> None:
    words = quizgen.languages.words("ar")
    day = 24 * 60 * 60 * 1000
    assert direction("ar") == "rtl"
    assert "يومين" in words.say(due_words(2, 12 * 60 * 60 * 1000 + day))
    assert "يومًا" in words.say(due_words(11, 12 * 60 * 60 * 1000 + day))
    look = Look(words=words)
    assert [*look.lines(("", counted("{n} question", "{n} questions", 2)))] == ["سؤالان"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "german"], "write de"),
        (["--lang", "xx-"], "expected a tag such as fr"),
        (["--lang", "fr"], "there are: ar, de, en"),
    ],
)
def test_a_language_that_is_not_there(arguments: list[str], said: str) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "quizgen", "quiz", "--no-history", *arguments, str(GERMAN)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert said in done.stderr
