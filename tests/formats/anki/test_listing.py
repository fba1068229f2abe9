"""What Anki's browser lists of a card: what is asked, and the answer."""

from __future__ import annotations

import pytest

from formats.anki.anki_samples import QUESTIONS, imported

LISTED = {
    "duma 0": ("What is the State Duma?", "The lower house of Russia's parliament"),
    "duma 1": ("The lower house of Russia's parliament", "What is the State Duma?"),
    "who-ratified 0": (
        "Which body ratified the strategic partnership with North Korea?",
        "The State Duma",
    ),
    "who-confirmed 0": (
        "Who had acknowledged the presence of North Korean troops in Russia?",
        "The United States; NATO",
    ),
    "true 0": ("South Korea had sent lethal weapons to Ukraine.", "False"),
    "house 0": ("What is the lower house of Russia's parliament called?", "State Duma"),
    "troops 0": (
        "How many North Korean troops were expected at the front?",
        "over 10,000 troops",
    ),
    "day 0": (
        "On what day of October 2024 did the Duma ratify the partnership?",
        "October 24, 2024",
    ),
    "gaps 0": (
        "Russia's lower house, the [...], ratified a strategic partnership with North Korea on "
        "October 24.",
        "State Duma",
    ),
    "gaps 1": (
        "Russia's lower house, the State Duma, ratified a strategic partnership with [country] on "
        "October 24.",
        "North Korea",
    ),
    "gaps 2": (
        "Russia's lower house, the State Duma, ratified a strategic partnership with North Korea "
        "on October [day].",
        "24",
    ),
    "events 0": (
        "Put these events in order, from the earliest to the latest.",
        "The Korean War; South Korea sends 320,000 soldiers to the Vietnam War; The Duma ratifies "
        "the partnership; The U.S. presidential election of November 2024",
    ),
    "help 0": (
        "Who had given what kind of help?",
        "South Korea, to Ukraine → Non-lethal equipment such as mine-clearing tools; South Korea, "
        "in Vietnam → 320,000 soldiers; North Korea, in past conflicts → Technicians to assist "
        "with its weaponry",
    ),
}
"""By question and card."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """What the real Anki shows in the columns of question and answer."""
    with imported(tmp_path_factory.mktemp("anki"), QUESTIONS) as collection:
        collection.load_browser_card_columns()
        collection.set_browser_card_columns(["question", "answer"])
        rows = {}
        for card_id in collection.find_cards(""):
            card = collection.get_card(card_id)
            cells, *_ = collection.browser_row_for_id(card_id)
            question, answer = (text for text, *_ in cells)
            rows[f"{card.note().guid} {card.ord}"] = question, answer
        return rows


@pytest.mark.parametrize("card", LISTED)
def test_question_and_answer_are_listed(rows: dict[str, tuple[str, str]], card: str) -> None:
    assert rows[card] == LISTED[card]


def test_every_card_has_something_in_both_columns(rows: dict[str, tuple[str, str]]) -> None:
    for card, row in rows.items():
        assert all(row), card
        assert "has a problem" not in "".join(row), card
