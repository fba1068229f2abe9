"""Facts that questions cite and that are not there."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import SOURCE, TOPIC, bank, codes, fact

Load = Callable[..., Library]


def test_many_misspelt_facts_take_no_time(load_topic: Load) -> None:
    """Renamed facts of a large topic are told at once; only the first are given a hint."""
    names = [f"a-rather-long-name-of-a-fact-{n}" for n in range(400)]
    cards = [
        f"id: q{n}, type: card, stem: S, answer: A, facts: [{name}x]"
        for n, name in enumerate(names)
    ]
    library = load_topic(
        {"source.yaml": SOURCE + "".join(map(fact, names)), "asia.yaml": bank(*cards)}
    )
    assert codes(library) == ["unknown-fact"] * 400
    hints = [diagnostic.hint for diagnostic in library.diagnostics]
    assert sum(hint.startswith("did you mean") for hint in hints) == 20
    assert all(hints)  # the others say what to do all the same


def test_facts_that_were_not_read_may_be_cited(load_topic: Load) -> None:
    """What is missing from a damaged tree means nothing."""
    library = load_topic({**TOPIC, "source.yaml": SOURCE + fact("seoul") + "  - id: 'tokyo\n"})
    assert codes(library) == ["yaml-syntax"]


def test_an_unsound_fact_may_be_cited(load_topic: Load) -> None:
    library = load_topic({**TOPIC, "source.yaml": SOURCE + fact("tokyo", kind="place")})
    assert codes(library) == ["unknown-value"]


def test_what_is_only_mentioned_must_be_a_fact_too(load_topic: Load) -> None:
    files = {**TOPIC, "asia.yaml": TOPIC["asia.yaml"].replace("]}", "], mentions: [seoul]}")}
    assert codes(load_topic(files)) == ["unknown-fact"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens("unknown-fact")
