"""The words of the docs and the messages, as far as a program can check ``docs/style.md``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "output" / "README.md"]
    # The guide names the words that the others avoid; the pages of rules are their docstrings.
    if path.name not in ("style.md", "diagnostics.md")
)
GOLDENS = sorted((ROOT / "tests" / "goldens" / "bad").rglob("*.out"))

PLAIN = {
    r"(?:him|her)self": "themselves, in the plural",
    r"anew|whoever|for ever": "again, if anyone, permanent",
    r"colours?|metres?|centres?|vapours?|behaviours?": "American spelling",
    r"licences?|learnt|spelt|misspelt|grey": "American spelling",
    r"banks? that stands? alone|stand-alone": "standalone bank",
}
"""What a page does not say, and what it says instead."""


def words(path: Path) -> str:
    """Return the prose of a page: no blocks, no code, no addresses of links."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`|\]\([^)]*\)", "", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_has_the_words_of_the_guide(page: Path) -> None:
    found = {
        match[0]: instead
        for pattern, instead in PLAIN.items()
        for match in re.finditer(rf"\b(?:{pattern})\b", words(page), re.IGNORECASE)
    }
    assert found == {}, f"{page.relative_to(ROOT)}: see docs/style.md, and write what is named here"


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_message_speaks_of_learners_in_the_plural(golden: Path) -> None:
    assert not re.search(r"\b(?:him|her)self\b", golden.read_text(encoding="utf-8"))
