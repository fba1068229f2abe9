"""How much there is to write for ten questions, with what a bank says once and without.

``docs/format.md`` states the figures, which are counted here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.authoring import ids
from quizgen.reading.library import load
from samples import NAMESPACE

ROOT = Path(__file__).parents[1]
SHORT = (ROOT / "tests" / "authoring" / "less" / "rivers.yaml").read_text(encoding="utf-8")
MORE = ["difficulty: easy", "source: Any atlas", "tags: [europe]"]


def written(more: list[str]) -> tuple[str, str]:
    """The same bank with little and with everything written out; ``more`` are fields of all."""
    short = SHORT
    for field in MORE:
        if field not in more:
            short = short.replace(f"  {field}\n", "")
    whole = ids.write(short, ids.propose(short, Path("rivers.yaml")))
    whole = re.sub(r"defaults:\n(  .*\n)+", f"namespace: {NAMESPACE}\n", whole)
    whole = re.sub(r"^    stem:", "    type: choice\n    stem:", whole, flags=re.MULTILINE)
    fields = "".join(f"    {field}\n" for field in more)
    whole = re.sub(r"((?:^      - .*\n){4})", rf"\g<1>{fields}", whole, flags=re.MULTILINE)
    return short, whole


@pytest.mark.parametrize("more", [[], MORE], ids=["plain", "with three more fields"])
def test_both_are_the_same_bank(more: list[str], tmp_path: Path) -> None:
    short, whole = written(more)
    short = ids.write(short, ids.propose(short, Path("rivers.yaml")))
    banks = []
    for text in (short, whole):
        (tmp_path / "rivers.yaml").write_text(text, encoding="utf-8")
        library = load([tmp_path])
        assert library.ok
        banks.append(library.topics[0].banks)
    assert banks[0] == banks[1]


def test_the_figures_of_the_page_are_counted() -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    for number in map(len, written(MORE)):
        assert f"{number:,}" in page, f"{number:,} characters: say so in docs/format.md"
