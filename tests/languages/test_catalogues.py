"""Every language says every phrase, with what is put in, in each plural form that it has."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

import quizgen.languages
from phrases import counted_phrases, phrases
from quizgen.languages import available, catalogue

FILES = sorted(Path(quizgen.languages.__file__).parent.glob("*.toml"))
TAGS = [path.stem for path in FILES]


def names(pattern: str) -> set[str]:
    """Return what is put into ``pattern``."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def texts(said: str | dict[str, str]) -> list[str]:
    return [said] if isinstance(said, str) else [*said.values()]


def test_there_is_a_language_of_each_direction() -> None:
    assert {"de", "ar"} <= {*TAGS}
    assert available() == tuple(sorted({"en", *TAGS}))


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_a_complete_language_says_every_phrase(path: Path) -> None:
    words = catalogue(path.stem)
    assert words is not None
    missing = {name: module for name, module in phrases().items() if name not in words.phrases}
    lines = [f'"{name}" = ""  # {module}' for name, module in missing.items()]
    assert not (words.complete and missing), f"add these to {path.name}:\n" + "\n".join(lines)


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_a_language_says_no_phrase_that_quizgen_does_not(path: Path) -> None:
    """A phrase that changed in English has to be translated again."""
    words = catalogue(path.stem)
    assert words is not None
    gone = sorted({*words.phrases} - {*phrases()})
    assert gone == [], f"delete these from {path.name}, or correct the English on the left"


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_a_translation_has_what_is_put_in(path: Path) -> None:
    """``n`` may be left out where the number is said in a word, and ``nth`` for ``n``."""
    words = catalogue(path.stem)
    assert words is not None
    wrong = []
    for name, said in words.phrases.items():
        wanted = {"n" if one == "nth" else one for one in names(name)}
        free = {"n"} if name in counted_phrases() else set()
        for text in texts(said):
            if names(text) - free != wanted - free:
                wrong.append((name, text))
    # A language may say an example that is read in English only, in place of one that is not.
    examples = {"Type the decade, such as {date}.", "Type the century, such as {date}."}
    assert [(name, text) for name, text in wrong if name not in examples] == []


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_a_phrase_that_counts_has_each_plural_form(path: Path) -> None:
    words = catalogue(path.stem)
    assert words is not None
    forms = {*words.plurals, "other"}
    plain = {name for name in counted_phrases() if isinstance(words.phrases.get(name), str)}
    wrong = {
        name: {*said} ^ forms
        for name, said in words.phrases.items()
        if isinstance(said, dict) and {*said} != forms
    }
    assert plain == set(), f"{path.name}: give these a text for each of {sorted(forms)}"
    assert wrong == {}, f"{path.name}: these forms are missing, or are too many"
    assert {name for name, said in words.phrases.items() if isinstance(said, dict)} <= (
        counted_phrases()
    )


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_every_plural_form_has_a_number(path: Path) -> None:
    words = catalogue(path.stem)
    assert words is not None
    reached = {words.plural_form(number) for number in range(1000)}
    assert reached == {*words.plurals, "other"}


@pytest.mark.parametrize("path", FILES, ids=TAGS)
def test_a_file_of_words_is_plain(path: Path) -> None:
    """Each phrase is there once, and nothing in it moves text to the other side by itself."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    keys = [key for name, part in content.items() if name != "language" for key in part]
    assert len(keys) == len({*keys})
    for name, part in content.items():
        for said in part.values() if name != "language" else ():
            for text in texts(said):
                assert text.strip(" ") or text == " ", f"{path.name}: an empty text"
                assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\n\t]", text)


def test_the_scanner_sees_what_is_said() -> None:
    """A phrase of each maker is among those that the tests look for."""
    assert {
        "Right",
        "True",
        "Too high.",
        "{n} questions",
        "Type one letter from {a} to {z}.",
        "January",
        "Reported",
    } <= {*phrases()}
    assert "{n} question" not in phrases()
