"""What learners would lose is told in time, with the way to keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from quizgen.formats.anki.release.building import Refused
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import entry_of
from quizgen.formats.anki.release.lost_notes import find
from quizgen.model.diagnostics import Diagnostic
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000


def faults(author: Author) -> list[Diagnostic]:
    """What would vanish if the banks were released."""
    (source,) = author.sources()
    return find(source.topic, source.files, source.ledger)


def test_what_vanished_is_asked_for_by_the_name_that_mends_it(tmp_path: Path) -> None:
    """The hint names the id that learners know the note by, as it must be written there."""
    author = Author.of(tmp_path)
    author.edit("rivers.yaml", "bank: rivers", "bank: streams\nwas: [rivers]")
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    author.release(NOW)
    with author.questions("rivers.yaml") as parts:
        moved = parts.pop(0)  # longest
        parts.pop(1)  # mouth
    with author.questions("planets.yaml") as parts:
        parts.append(moved.replace("longest", "longest-river", 1))
    hints = {fault.message: fault.hint for fault in faults(author)}
    assert [message.split("“")[1].split("”")[0] for message in hints] == [
        "streams/longest",
        "streams/mouth",
    ]
    first, second = hints.values()
    assert "“was: [rivers/longest]”" in first
    assert "“was: […, streams/mouth]”" in second
    author.edit("planets.yaml", "longest-river\n", "longest-river\n    was: [rivers/longest]\n")
    assert [fault.message for fault in faults(author)] == list(hints)[1:]
    with pytest.raises(Refused) as refused:
        author.release(NOW)
    assert [fault.code for fault in refused.value.diagnostics] == ["vanished-id"]


def rename(author: Author) -> None:
    author.edit("rivers.yaml", "id: delta", "id: mouth")


def rename_and_edit(author: Author) -> None:
    rename(author)
    author.edit("rivers.yaml", "A delta", "A Delta")


def move(author: Author) -> None:
    with author.questions("rivers.yaml") as parts:
        (delta,) = parts
        parts[0] = "new\n    type: card\n    stem: A\n    answer: B"  # a bank is never empty
    with author.questions("planets.yaml") as parts:
        parts.append(delta)


def rename_its_bank(author: Author) -> None:
    author.edit("rivers.yaml", "bank: rivers", "bank: streams")


def rename_all(author: Author) -> None:
    rename(author)
    rename_its_bank(author)


ELSEWHERE = {
    rename: ("“rivers/mouth”", "delta"),
    rename_its_bank: ("“streams/delta”", "rivers/delta"),
    rename_all: ("“streams/mouth”", "rivers/delta"),
    rename_and_edit: ("", "rivers/delta"),
    move: ("“planets/delta”", "rivers/delta"),
}


@pytest.mark.parametrize("edit", ELSEWHERE, ids=lambda edit: edit.__name__)
def test_what_vanished_is_sought_by_its_text(
    edit: Callable[[Author], None], tmp_path: Path
) -> None:
    """The hint names the question that it is now, and what to write there, or in which bank."""
    author = Author.of(tmp_path)
    with author.questions("rivers.yaml") as parts:
        del parts[3], parts[:2]  # of a bank with more, only its own id is asked for
    author.release(NOW)
    edit(author)
    now, former = ELSEWHERE[edit]
    (fault,) = faults(author)
    assert fault.message == "found no question “rivers/delta”, but learners have it"
    renamed, withdrawn, never_given = fault.hint.split("\n")
    where = f"{now} has the same text" if now else "in the question that it is now"
    assert renamed.startswith("renamed? ")
    assert where in renamed
    assert f"write “was: [{former}]”" in renamed
    assert withdrawn.startswith("withdrawn? put the question back")
    assert never_given.startswith("only if no learner")  # the one that costs learners comes last


def test_what_vanished_is_no_question_that_learners_have_besides(tmp_path: Path) -> None:
    """Though it has the same text: who wrote “was” there would make one note of two."""
    author = Author.of(tmp_path)
    with author.questions("rivers.yaml") as parts:
        (delta,) = (part for part in parts if part.startswith("delta"))
        parts.append(delta.replace("delta", "twin", 1))
    author.release(NOW)
    with author.questions("rivers.yaml") as parts:
        parts.remove(delta)
    (fault,) = faults(author)
    assert fault.hint.startswith("renamed? write “was: [rivers/delta]” in the question")


def test_a_changed_namespace_is_told_once(tmp_path: Path) -> None:
    """With the one to write again: every note would be another."""
    author = Author.of(tmp_path)
    author.release(NOW)
    (source,) = author.sources()
    author.edit("source.yaml", source.topic.namespace, source.topic.namespace[::-1])
    (fault,) = faults(author)
    assert (fault.code, fault.place.line) == ("changed-namespace", 1)
    assert f"“namespace: {source.topic.namespace}”" in fault.hint
    assert "source.yaml now has" in fault.message


def test_a_changed_namespace_is_that_of_a_bank_outside_any_topic(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert quizgen("new", "bank", "rivers").code == 0
        run = quizgen("build")
        Path("decks/rivers.yaml").unlink()
    assert "error[changed-namespace]" in run.err
    assert "but decks/rivers.yaml now has" in run.err


def test_a_former_id_that_was_deleted_is_told(tmp_path: Path) -> None:
    """The question is there by its name, and learners know it by another."""
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    author.release(NOW + 60)
    author.edit("rivers.yaml", "\n    was: [delta]", "")
    (fault,) = faults(author)
    assert fault.code == "lost-former-id"
    assert "“rivers/mouth”" in fault.message
    assert f"in {author.folder / 'rivers.yaml'}, write “was: […]” again" in fault.hint
    assert "question “mouth”" in fault.hint
    assert author.lock.read_text().splitlines()[fault.place.line - 1].startswith("rivers/mouth ")


def test_former_ids_are_named_where_the_history_has_them(tmp_path: Path) -> None:
    """All that learners may know the question by, from the first on."""
    author = Author.of(tmp_path)
    author.release(NOW)
    locks = [author.lock.read_text()]
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    author.release(NOW + 60)
    locks.append(author.lock.read_text())
    author.edit("rivers.yaml", "id: mouth\n    was: [delta]", "id: end\n    was: [delta, mouth]")
    author.release(NOW + 180)
    author.edit("rivers.yaml", "\n    was: [delta, mouth]", "")
    (source,) = author.sources()
    past = [entry for text in locks for line in text.split("\n") if (entry := entry_of(line))]
    ledger = Ledger.of(source.lock, past)
    (fault,) = find(source.topic, source.files, ledger)
    assert "write “was: [delta, mouth]” again in the question “end”" in fault.hint
    without_first = [entry for entry in past if entry.name != "rivers/delta"]
    (fault,) = find(source.topic, source.files, Ledger.of(source.lock, without_first))
    assert "write “was: […]” again" in fault.hint


def test_a_new_question_cannot_take_the_note_of_a_renamed_one(tmp_path: Path) -> None:
    """Learners would find a note that they have reviewed asking something else."""
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    author.release(NOW + 60)
    author.edit("rivers.yaml", "\n    was: [delta]", "")
    with author.questions("rivers.yaml") as parts:
        parts.append("delta\n    type: card\n    stem: A\n    answer: B")
    (fault,) = faults(author)
    assert fault.code == "lost-former-id"
    assert author.lock.read_text().splitlines()[fault.place.line - 1].startswith("rivers/mouth ")


def test_two_questions_may_swap_their_ids(tmp_path: Path) -> None:
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "id: delta", "id: swapped\n    was: [delta]")
    author.edit("rivers.yaml", "id: longest", "id: delta\n    was: [longest]")
    author.edit("rivers.yaml", "id: swapped", "id: longest")
    assert faults(author) == []
    author.release(NOW + 60)
    assert faults(author) == []


def test_a_bank_that_vanished_is_told_once(tmp_path: Path) -> None:
    """Its new id, without its old one, would make every question of it new."""
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "bank: rivers", "bank: streams")
    (fault,) = faults(author)
    assert fault.code == "vanished-id"
    assert "no bank “rivers”" in fault.message
    assert "write “was: [rivers]” in the bank “streams”" in fault.hint
    author.edit("rivers.yaml", "A delta", "A Delta")  # the first question of it; others are tried
    assert [again.hint for again in faults(author)] == [fault.hint]
    (author.folder / "rivers.yaml").unlink()
    (fault,) = faults(author)
    assert "write “was: [rivers]” in the bank that it is now" in fault.hint


def test_a_bank_that_was_renamed_before_is_asked_for_by_its_first_id(tmp_path: Path) -> None:
    author = Author.of(tmp_path)
    author.edit("rivers.yaml", "bank: rivers", "bank: streams\nwas: [rivers]")
    author.release(NOW)
    author.edit("rivers.yaml", "bank: streams\nwas: [rivers]", "bank: waters")
    (fault,) = faults(author)
    assert "write “was: […, streams]”" in fault.hint


def test_where_nothing_was_given_nothing_is_lost(tmp_path: Path) -> None:
    """Nor where all is still there, under whatever name."""
    author = Author.of(tmp_path)
    assert faults(author) == []
    author.release(NOW)
    author.edit("rivers.yaml", "bank: rivers", "bank: streams\nwas: [rivers]")
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    assert faults(author) == []


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
