"""The words of the docs and the messages, as far as a program can check ``docs/style.md``."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "quizgen"
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "output" / "README.md"]
    if path.name != "style.md"  # the guide names the words that the others avoid
)
GOLDENS = sorted(
    path
    for kind in ("bad", "advice")
    for path in (ROOT / "tests" / "goldens" / kind).rglob("*.out")
)

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


AVOIDED = {
    r"(?:him|her)self": "themselves, in the plural",
    r"behind|beside": "after, or next to",
    r"anew|mend(?:s|ed)?": "again, or correct",
    r"stands? (?:alone|behind|beside|in)|stand-alone": "is, or standalone",
    r"a text|texts that": "text, which is not countable",
    r"that of": "the noun again",
    r"(?:the|a|no) key": "field, or right option",
    r"is none|no more": "is not, or no longer",
}
"""What a message does not say, and what it says instead."""


def findings(golden: Path) -> list[tuple[str, str, bool]]:
    """Return each code in ``golden``, its words but those quoted, and whether it has a hint."""
    found: list[tuple[str, str, bool]] = []
    for line in golden.read_text(encoding="utf-8").splitlines():
        plain = re.sub(r"“[^”]*”", "“…”", line)
        if begin := re.match(r"\S+ (?:error|warning|advice)\[([a-z0-9-]+)\] ", plain):
            found.append((begin[1], plain, False))
        elif line.startswith("    hint: "):
            code, message, _ = found.pop()
            found.append((code, f"{message} {plain.strip()}", True))
    return found


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_message_has_the_words_of_the_guide(golden: Path) -> None:
    for code, message, _ in findings(golden):
        for pattern, instead in AVOIDED.items():
            wrong = re.search(rf"\b(?:{pattern})\b", message)
            assert not wrong, f"{code} says “{wrong and wrong[0]}”: write {instead}"


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_a_message_says_what_to_do(golden: Path) -> None:
    """Every one has a hint: none is so plain that all who read it know the repair."""
    without = [code for code, _, has_hint in findings(golden) if not has_hint]
    assert without == [], "give these codes a hint that begins with a verb: see docs/style.md"


NO_VERBS = frozenset(
    """
    A All An Asked Every For How It No None Not Right That The Their These They This Those What
    When Where Whether Which Who Why Within Wrong
    """.split()
)
"""What the docstring of a function does not begin with; nor does it with a name in backquotes."""


def test_the_docstring_of_a_function_begins_with_a_verb() -> None:
    without = [
        f"{path.relative_to(SRC)}:{node.lineno}: {node.name}: {text.splitlines()[0]}"
        for path in sorted(SRC.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (text := ast.get_docstring(node))
        and not any("property" in ast.unparse(line) for line in node.decorator_list)
        and (text.split()[0].strip(",.:") in NO_VERBS or text.startswith("``"))
    ]
    assert without == [], "say what the function does: Return, Yield, Read, Tell whether …"
