"""Banks in the order of a topic that it does not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import Library, load
from samples import TOPIC, bank, codes, make

Load = Callable[..., Library]


def ordered(*names: str) -> dict[str, str]:
    return {**TOPIC, "source.yaml": f"banks: [{', '.join(names)}]\n{TOPIC['source.yaml']}"}


def test_mistakes_are_told_as_before() -> None:
    check_goldens("unknown-bank")


def test_the_banks_of_a_topic_may_be_named_or_left_out(load_topic: Load) -> None:
    assert load_topic(ordered("asia")).ok
    assert load_topic(ordered()).ok


def test_a_bank_that_cannot_be_read_may_be_the_one_that_is_meant(load_topic: Load) -> None:
    library = load_topic({**ordered("asia", "europe"), "europe.yaml": "title: [\n"})
    assert "unknown-bank" not in codes(library)


def test_an_unsound_bank_is_there(load_topic: Load) -> None:
    files = {**ordered("europe"), "europe.yaml": "bank: europe\n"}
    assert "unknown-bank" not in codes(load_topic(files))


def test_where_only_a_part_is_loaded_nothing_is_unknown(tmp_path: Path) -> None:
    folder = make(
        tmp_path,
        {
            **ordered("asia", "europe"),
            "europe.yaml": bank(
                "id: x, type: card, stem: S?, answer: A, facts: [tokyo]", name="europe"
            ),
        },
    )
    assert load([folder / "asia.yaml"]).ok


def test_banks_come_as_listed_and_the_others_by_name(load_topic: Load) -> None:
    one = "id: {0}, type: card, stem: S {0}?, answer: A {0}, facts: [tokyo]"
    files = {
        f"{name}.yaml": bank(one.format(name), name=name)
        for name in ("africa", "europe", "oceania")
    }
    (topic,) = load_topic({**ordered("oceania", "asia"), **files}).topics
    assert [found.id for found in topic.banks] == ["oceania", "asia", "africa", "europe"]
