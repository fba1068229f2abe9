"""A learner in a test: a collection of the real Anki, and all that its owner does with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

SOUND = "Database rebuilt and optimized."
"""What Anki says of a collection in which nothing had to be mended."""
_ANKIS_OWN = re.compile(r"^Added last review time to .*\n")
"""What Anki 26.9 mends once in a thousand reviews or so, without any import after them."""

_NEVER = ("missing_notetype", "missing_deck", "empty_first_field", "first_field_match")


class Log(NamedTuple):
    """What Anki reports of an import, in notes."""

    new: int
    updated: int
    duplicate: int
    conflicting: int = 0

    def __str__(self) -> str:
        names = (f"{count} {name}" for name, count in zip(_LOG, self, strict=True) if count)
        return ", ".join(names)


_LOG = ("new", "updated", "unchanged", "conflicting")


@dataclass(frozen=True, slots=True)
class CardState:
    """All of a card that a learner would miss."""

    deck: str
    queue: int
    due: int
    interval: int
    reps: int
    lapses: int
    flag: int
    stability: float | None
    difficulty: float | None
    answers: tuple[int, ...]
    """The button of each review."""


@dataclass(frozen=True, slots=True)
class NoteState:
    """A note with its cards by ordinal."""

    kind: str
    fields: tuple[str, ...]
    tags: frozenset[str]
    cards: dict[int, CardState]

    @property
    def name(self) -> str:
        """By which learners know it: ``bank/question``, by the first ids that both had."""
        return self.fields[-5]


class Learner:
    """A collection in ``folder``, made there or opened; FSRS is on."""

    def __init__(self, folder: Path) -> None:
        import anki.lang
        from anki.collection import Collection

        anki.lang.set_lang("en")
        folder.mkdir(parents=True, exist_ok=True)
        self.collection: Any = Collection(str(folder / "collection.anki2"))
        self.collection.set_config("fsrs", True)
        self._folder = folder

    def __enter__(self) -> Learner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.collection.close()

    def import_(self, package: Path, *, always: bool = False) -> Log:
        """Import with the options that Anki offers; ``always`` updates notes whatever their age."""
        from anki import import_export_pb2
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        options = ImportAnkiPackageOptions()
        if always:
            options.update_notes = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
        log = self.collection.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(package), options=options)
        ).log
        assert not any(len(getattr(log, name)) for name in _NEVER)
        counts = Log(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))
        assert sum(counts) == log.found_notes
        return counts

    # -- what a learner does -------------------------------------------------------------------

    def review(
        self, most: int = 1000, *, buttons: Iterable[int] = (4, 3, 1, 2), deck: str = "Atlas"
    ) -> int:
        """Answer up to ``most`` cards of ``deck``, as Anki deals them; how many it dealt."""
        self.collection.decks.select(self.collection.decks.id(deck))
        buttons = tuple(buttons)
        for number in range(most):
            card = self.collection.sched.getCard()
            if card is None:
                return number
            card.start_timer()
            self.collection.sched.answerCard(card, buttons[number % len(buttons)])
        return most

    def cards(self, *names: str) -> list[int]:
        """The ids of the cards of the notes with these names, or of all."""
        return [
            card
            for note in self.collection.find_notes("")
            if not names or self.collection.get_note(note)["Id"] in names
            for card in self.collection.card_ids_of_note(note)
        ]

    def flag(self, flag: int, *names: str) -> None:
        self.collection.set_user_flag_for_cards(flag, self.cards(*names))

    def suspend(self, *names: str) -> None:
        self.collection.sched.suspend_cards(self.cards(*names))

    def tag(self, tag: str, *names: str) -> None:
        """Tag the notes with these names, or all; dates them, as an edit of their text would."""
        notes = {self.collection.get_card(card).nid for card in self.cards(*names)}
        self.collection.tags.bulk_add(sorted(notes), tag)

    # -- what there is -------------------------------------------------------------------------

    def state(self) -> dict[str, NoteState]:
        """Every note by guid.  No guid may be there twice."""
        decks = {deck.id: deck.name for deck in self.collection.decks.all_names_and_ids()}
        answers: dict[int, list[int]] = {}
        for card, button in self.collection.db.all("select cid, ease from revlog order by id"):
            answers.setdefault(card, []).append(button)
        found: dict[str, NoteState] = {}
        for number in self.collection.find_notes(""):
            note = self.collection.get_note(number)
            assert note.guid not in found
            cards = {card.ord: _card(card, decks[card.did], answers) for card in note.cards()}
            kind = note.note_type()["name"]
            tags = frozenset(note.tags)
            found[note.guid] = NoteState(kind, tuple(note.values()), tags, cards)
        return found

    def css(self) -> set[str]:
        """The styles of quizgen's note types.

        The collection is opened anew, for what Anki has once read of a note type it does not read
        again.
        """
        self.close()
        self.__init__(self._folder)  # type: ignore[misc]
        models = self.collection.models.all()
        return {model["css"] for model in models if model["name"].startswith("quizgen")}

    def check(self, *, empty: int = 0) -> None:
        """Fail where Anki finds anything to mend, or a note type twice; ``empty`` cards may be."""
        found, _ = self.collection.fix_integrity()
        assert _ANKIS_OWN.sub("", found) == SOUND, found
        reported = self.collection.get_empty_cards().notes
        assert sum(len(note.card_ids) for note in reported) == empty
        models = self.collection.models.all()
        ours = Counter(model["name"].rstrip("+ ") for model in models)
        assert max(ours.values()) == 1, "a second note type"
        assert not any("+" in model["name"] for model in models)


def _card(card: Any, deck: str, answers: dict[int, list[int]]) -> CardState:
    memory = card.memory_state
    return CardState(
        deck=deck,
        queue=card.queue,
        due=card.due,
        interval=card.ivl,
        reps=card.reps,
        lapses=card.lapses,
        flag=card.user_flag(),
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
        answers=tuple(answers.get(card.id, ())),
    )
