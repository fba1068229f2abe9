"""What learners would lose by a release: the notes that they have and it does not.

Imports never delete.  A note that a release leaves out stays with whoever has it, and gets no
correction any more; a question that comes back under another name is a new note, without reviews.
So each note of the lock must still be built, by the question that it is, unless that is of another
type now.  Where one is missing, the question that it has become is sought, by its text, so that the
way out can be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Entry, Lock
from quizgen.formats.anki.release.notes import guid, guids, render
from quizgen.model.bank import Bank, Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.question import Question
from quizgen.model.values import quoted
from quizgen.reading.folders import TopicFiles

_SOUGHT, _TRIED = 20, 3
"""Vanished questions, and questions of a vanished bank, that are sought by their texts.

Each is held against every new question, which takes time with many of both.
"""


def find(
    topic: Topic, files: TopicFiles, ledger: Ledger, entries: Iterable[Entry] | None = None
) -> list[Diagnostic]:
    """Return what learners would lose if ``topic`` were released, as mistakes in the lock.

    A note that learners may have must still be there, under whatever name.  ``files`` are those of
    the topic, which a hint names, and ``entries`` those of the release, where it has been made
    already.
    """
    lock = ledger.lock
    if lock.entries and lock.namespace != topic.namespace:
        return [_changed_namespace(topic, files, lock)]
    names = built_names(topic) if entries is None else _names_in(entries)
    moved = _moved(ledger, names)
    if not moved:
        return []
    questions = _by_name(topic)
    # A question whose form has changed is there, though it has become another note.
    retyped: set[str] = set()
    for bank, question in questions.values():
        retyped |= guids(topic.namespace, bank.origin(question))
    lost: list[Diagnostic] = []
    gone: list[Entry] = []
    for entry in moved:
        holder = names.get(entry.guid)
        if holder is not None:
            if entry.name in questions and entry.name not in _former_names(*questions[holder]):
                lost.append(_lost(entry, topic, files, ledger))
        elif entry.guid not in retyped:
            if entry.name in questions:
                lost.append(_lost(entry, topic, files, ledger))
            else:
                gone.append(entry)
    return [*lost, *_vanished(gone, topic, lock, questions)]


def _changed_namespace(topic: Topic, files: TopicFiles, lock: Lock) -> Diagnostic:
    """Return that all notes would be new ones, as their guids come from the namespace."""
    owner = files.banks[0] if topic.alone else files.source
    message = (
        f"learners have notes of the namespace {quoted(lock.namespace)}, but {owner} now has "
        f"{quoted(topic.namespace)}: every learner would get every note again, as a new one"
    )
    return Diagnostic(
        "changed-namespace",
        message,
        Span(str(topic.lock_path), 1, 1),
        f"in {owner}, write “namespace: {lock.namespace}” again; leave this lock file as it is",
    )


def _moved(ledger: Ledger, names: Mapping[str, str]) -> list[Entry]:
    """Return the notes that learners may have and that are of another question now, or of none.

    ``names`` has the question of each note that is built, by guid.
    """
    locked = ledger.lock.entries.values()
    forgotten = ledger.forgotten()
    return [
        *(entry for entry in locked if names.get(entry.guid) != entry.name),
        *(entry for entry in forgotten if entry.guid not in names and not entry.retyped),
    ]


def _by_name(topic: Topic) -> dict[str, tuple[Bank, Question]]:
    return {
        f"{bank.id}/{question.id}": (bank, question)
        for bank in topic.banks
        for question in bank.questions
    }


def _vanished(
    gone: Iterable[Entry],
    topic: Topic,
    lock: Lock,
    questions: dict[str, tuple[Bank, Question]],
) -> Iterator[Diagnostic]:
    """Yield that each question of ``gone`` is there no more, or the bank of several of them."""
    of_bank: dict[str, list[Entry]] = {}
    for entry in gone:
        of_bank.setdefault(entry.name.partition("/")[0], []).append(entry)
    banks = {bank.id for bank in topic.banks}
    sought = 0
    for bank_id, vanished in of_bank.items():
        if bank_id in banks or len(vanished) == 1:
            for entry in vanished:
                sought += 1
                same = _same_text(entry, topic, lock, questions) if sought <= _SOUGHT else ""
                yield _gone(entry, topic, lock, same)
        else:
            yield _gone_bank(bank_id, vanished, topic, lock, questions)


def _names_in(entries: Iterable[Entry]) -> dict[str, str]:
    return {entry.guid: entry.name for entry in entries if not (entry.retyped or entry.ungiven)}


def built_names(topic: Topic) -> dict[str, str]:
    """Return the guid of each note of ``topic``, with the name of its question."""
    return {
        guid(topic.namespace, bank.origin(question), NOTE_TYPES[type(question.form())]): (
            f"{bank.id}/{question.id}"
        )
        for bank in topic.banks
        for question in bank.questions
    }


def _former_names(bank: Bank, question: Question) -> set[str]:
    """Return every name that ``question`` has or had, as far as it says so."""
    return {
        name if "/" in name else f"{bank_id}/{name}"
        for name in (question.id, *question.was)
        for bank_id in (bank.id, *bank.was)
    }


def _place(entry: Entry, topic: Topic, lock: Lock) -> Span:
    line = lock.lines.get(entry.name)
    if line is None or lock.entries[entry.name].guid != entry.guid:  # the lock has forgotten it
        return Span(str(topic.lock_path), *((1, 1) if lock.namespace else ()))
    return Span(str(topic.lock_path), line, 1, len(entry.name))


def _lost(entry: Entry, topic: Topic, files: TopicFiles, ledger: Ledger) -> Diagnostic:
    """Say that a question is another note than it was; perhaps another has taken its note."""
    bank_id, _, question = entry.name.partition("/")
    paths = dict(zip((str(bank.id) for bank in topic.banks), files.banks, strict=False))
    file: object = paths.get(bank_id, f"the bank {quoted(bank_id)}")
    former = _former(entry, topic, ledger)
    was = f"“was: [{', '.join(former)}]”" if former else "“was: […]”"
    hint = f"in {file}, write {was} again in the question {quoted(question)}"
    if not former:
        hint += (
            ", with all its former ids, the oldest first\n"
            f"“git log -p -S was: -- {file}” shows where they were deleted"
        )
    return Diagnostic(
        "lost-former-id",
        f"learners know the question {quoted(entry.name)} by a former id, which is no longer in "
        "its “was”: they would get it again, as a new one",
        _place(entry, topic, ledger.lock),
        hint,
    )


def _former(entry: Entry, topic: Topic, ledger: Ledger) -> list[str]:
    """Return the former ids of a question as its author writes them, if the first one is known."""
    past = sorted(ledger.past.get(entry.guid, ()), key=lambda one: one.second)
    names = [*dict.fromkeys(one.name for one in past if one.name != entry.name)]
    while names and entry.guid not in guids(topic.namespace, names[0]):
        del names[0]
    bank = entry.name.partition("/")[0]
    return [name.removeprefix(f"{bank}/") for name in names]


def _gone_bank(
    bank_id: str,
    vanished: list[Entry],
    topic: Topic,
    lock: Lock,
    questions: dict[str, tuple[Bank, Question]],
) -> Diagnostic:
    """Say that all questions of a bank are gone, with the bank."""
    same = next(
        filter(None, (_same_text(entry, topic, lock, questions) for entry in vanished[:_TRIED])), ""
    )
    first = _first_name(vanished[0], topic).partition("/")[0]
    former = first or f"…, {bank_id}"
    now = f"the bank {quoted(same.partition('/')[0])}" if same else "the bank that it is now"
    return Diagnostic(
        "vanished-id",
        f"found no bank {quoted(bank_id)}, but learners have {len(vanished)} questions of it",
        _place(vanished[0], topic, lock),
        f"renamed? write “was: [{former}]” in {now}\n"
        "withdrawn? put the bank back, and write “retired: …” with the reason in each question",
    )


def _gone(entry: Entry, topic: Topic, lock: Lock, same: str) -> Diagnostic:
    """Say that a question is gone; ``same`` names the new one that reads as it did, if any."""
    bank, _, name = entry.name.partition("/")
    first = _first_name(entry, topic)
    former = name if same.startswith(f"{bank}/") else first or entry.name
    if not first:  # it was renamed before
        former = f"…, {former}"
    return Diagnostic(
        "vanished-id",
        f"found no question {quoted(entry.name)}, but learners have it",
        _place(entry, topic, lock),
        (
            f"renamed? {quoted(same)} has the same text: write “was: [{former}]” there\n"
            if same
            else f"renamed? write “was: [{former}]” in the question that it is now\n"
        )
        + "withdrawn? put the question back, and add “retired: …” with the reason\n"
        f"only if no learner has ever been given it: {_disown(entry, lock)}; a learner "
        "who has the card keeps it, and gets no corrections",
    )


def _disown(entry: Entry, lock: Lock) -> str:
    """Return how to say that nobody was given the note of ``entry``."""
    if entry.name in lock.entries and lock.entries[entry.name].guid == entry.guid:
        return "write “-” in front of this line of the lock file"
    return f"add this line to the lock file: {replace(entry, ungiven=True)}"


def _same_text(
    entry: Entry, topic: Topic, lock: Lock, questions: dict[str, tuple[Bank, Question]]
) -> str:
    """Return the name of the new question that reads as the one of ``entry`` did, or nothing.

    It may be in another bank, whose title and tags it then has in place of the old one's.
    """
    bank_id, known = entry.name.partition("/")[0], {entry.guid: entry.gaps}
    old = next((bank for bank in topic.banks if bank.id == bank_id), None)
    for name, (bank, question) in questions.items():
        if name in lock.entries:
            continue
        homes = [bank]
        if old is not None:
            homes.append(replace(old, media=bank.media, passages=bank.passages))
        for home in homes:
            for origin in (entry.name, *_origins(entry, topic)):
                if render(question, home, topic, origin, known).digest() == entry.digest:
                    return name
    return ""


def _first_name(entry: Entry, topic: Topic) -> str:
    """Return the name that the note of ``entry`` had first, or nothing if only its author knows."""
    for origin in (entry.name, *_origins(entry, topic)):
        if entry.guid in guids(topic.namespace, origin):
            return origin
    return ""


def _origins(entry: Entry, topic: Topic) -> Iterator[str]:
    """Yield the names that the note of ``entry`` may have had first."""
    _, _, name = entry.name.partition("/")
    for bank in topic.banks:
        for former in bank.was:
            yield f"{former}/{name}"
