"""The order of new cards in a learner's Anki: as the author lists the banks."""

from __future__ import annotations

from pathlib import Path

from updates.author import Author
from updates.learner import Learner, Log

SECOND = 1_780_000_000


def met(learner: Learner) -> list[str]:
    """The banks in the order in which Anki deals their new cards, by the position of each."""
    collection = learner.collection
    deck = collection.decks.id("Atlas")
    options = collection.decks.config_dict_for_deck_id(deck)
    options["newGatherPriority"] = 1  # as a learner chooses “Ascending position”
    options["new"]["perDay"] = 99
    collection.decks.update_config(options)
    collection.decks.select(deck)
    cards = [card.card.id for card in collection.sched.get_queued_cards(fetch_limit=99).cards]
    # Second sides and gaps come when all first ones have come.
    banks = [card.note()["Bank"] for card in map(collection.get_card, cards) if card.ord == 0]
    return [bank for n, bank in enumerate(banks) if n == 0 or banks[n - 1] != bank]


def positions(learner: Learner) -> dict[int, int]:
    collection = learner.collection
    return {card: collection.get_card(card).due for card in collection.find_cards("")}


def order(author: Author, *banks: str) -> None:
    path = author.folder / "source.yaml"
    kept = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("banks:")]
    path.write_text("\n".join([f"banks: [{', '.join(banks)}]", *kept]), encoding="utf-8")


def test_new_cards_come_as_the_author_lists_the_banks(tmp_path: Path) -> None:
    author = Author.of(tmp_path / "author")
    author.release(SECOND)
    for number, listed in enumerate((["rivers", "planets"], ["planets", "rivers"], ["rivers"])):
        order(author, *listed)
        with Learner(tmp_path / f"learner-{number}") as learner:
            learner.import_(author.release(SECOND))
            expected = [name.title() for name in dict.fromkeys([*listed, "planets", "rivers"])]
            assert met(learner) == expected
            about = learner.collection.decks.by_name("Atlas")["desc"]
            assert "New card gather order" in about


def test_another_order_moves_no_card_that_a_learner_has(tmp_path: Path) -> None:
    author = Author.of(tmp_path / "author")
    with Learner(tmp_path / "learner") as learner:
        learner.import_(author.release(SECOND))
        before = positions(learner)
        order(author, "rivers", "planets")
        assert learner.import_(author.release(SECOND + 60)) == Log(0, 0, 9)
        assert positions(learner) == before
