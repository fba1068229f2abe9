"""What became of notes: word diffs, readable texts, locks against locks, files out of git."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizgen.bank import Bank, Topic
from quizgen.changes import Import, Kind
from quizgen.changes.comparison import compare_locks
from quizgen.changes.git import GitError, Repository, is_bank
from quizgen.changes.packages import notes as packaged
from quizgen.changes.texts import differences, plain
from quizgen.changes.words import diff, lines, new_text, old_text, shortened, split
from quizgen.exporters.anki.release import render
from quizgen.library import Library
from quizgen.lock import Entry, Lock
from quizgen.markup import Markup, to_html, to_plain
from quizgen.question import Question
from quizgen.values import Id, Namespace
from samples import HEAD
from strategies import BY_TYPE, markups, texts

# -- words -----------------------------------------------------------------------------------------


@given(texts(), texts())
def test_a_diff_makes_the_new_text_of_the_old_one(old: str, new: str) -> None:
    runs = diff(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)
    assert all(text for _, text in runs)


@given(texts())
def test_words_together_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text
    assert diff(text, text) == (("=", text),)


@given(texts(), texts(), texts())
def test_what_is_shown_is_every_change(start: str, old: str, new: str) -> None:
    """Neither lines nor an abridgement leaves out a word that changed."""
    runs = diff(start + old, start + new)
    for shown in (shortened(runs), [run for line in lines(runs) for run in line]):
        for op in "-+":
            changed = "".join(text for each, text in runs if each == op)
            told = "".join(text for each, text in shown if each == op)
            assert told.replace("\n", "") == changed.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's 10,000 troops.", ["Russia's", " ", "10,000", " ", "troops", "."]),
        ("(mine-clearing)", ["(", "mine-clearing", ")"]),
        ("ends. Begins", ["ends", ".", " ", "Begins"]),
        ("日本国", ["日", "本", "国"]),
        ("e\u0301t\u0301e\u0301", ["e\u0301t\u0301e\u0301"]),
        ("हिन्दी भाषा", ["हिन्दी", " ", "भाषा"]),
        ("a\n b", ["a", "\n", " ", "b"]),
    ],
)
def test_words_are_what_a_reader_takes_for_them(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_changes_with_nothing_but_a_space_between_are_one() -> None:
    assert diff("the old house here", "the new home here") == (
        ("=", "the "),
        ("-", "old house"),
        ("+", "new home"),
        ("=", " here"),
    )


def test_a_long_text_keeps_what_stands_beside_the_change() -> None:
    filler = "one two three four five " * 20
    (first, *_, last) = shortened(diff(f"{filler}old {filler}", f"{filler}new {filler}"))
    assert first[1].startswith("… ")
    assert last[1].endswith(" …")
    assert len(first[1]) < 80


def test_texts_too_long_to_compare_are_replaced() -> None:
    old, new = ("".join(f"{word}{n} " for n in range(1500)) for word in "ab")
    assert [op for op, _ in diff(old, new)] == ["-", "+", "="]


# -- texts -----------------------------------------------------------------------------------------


@given(markups())
def test_a_field_reads_as_it_was_written(text: Markup) -> None:
    """Without its marks a text is the same, whatever in it means something to HTML or Anki."""
    assert to_plain(Markup(plain(to_html(text)))) in (
        to_plain(text),
        to_plain(Markup(to_plain(text))),
    )


def built(question: Question) -> Topic:
    bank = Bank(id=Id("bank"), title="Bank", questions=(question,))
    return Topic(id=Id("t"), title="T", namespace=Namespace("0123456789abcdef"), banks=(bank,))


_pairs = st.sampled_from(list(BY_TYPE.values())).flatmap(lambda kind: st.tuples(kind, kind))


@given(_pairs)
def test_notes_that_read_otherwise_differ_in_a_part(pair: tuple[Question, Question]) -> None:
    """Nothing that a learner reads changes without being told."""
    one, other = (replace(each, media=()) for each in pair)  # they would need files
    other = replace(other, id=one.id, was=one.was)
    notes = [
        render(question, built(question).banks[0], built(question)) for question in (one, other)
    ]
    parts = differences(*notes)
    assert all(old_text(part.diff) != new_text(part.diff) for part in parts)
    read = [([plain(field) for field in note.fields], note.cards, note.tags) for note in notes]
    assert bool(parts) == (read[0] != read[1])


TYPES = {
    "choice": (
        "type: choice\nstem: Which?\noptions: [key: One, Two, {text: Three, pin: last}]\n",
        "type: choice\nstem: Which?\noptions: [One, key: Two, {text: Three, pin: last}]\n",
        {"options": "[-✓ -]One\n{+✓ +}Two\nThree (stays last)"},
    ),
    "choice to multi": (
        "type: choice\nstem: Which?\noptions: [key: One, Two]\n",
        "type: multi\nstem: Which?\noptions: [key: One, Two]\n",
        {"type": "[-choice-]{+multi+}"},
    ),
    "shuffle": (
        "type: choice\nstem: Which?\noptions: [key: One, Two]\n",
        "type: choice\nstem: Which?\nshuffle: false\noptions: [key: One, Two]\n",
        {"shuffled": "{+no+}"},
    ),
    "date": (
        "type: date\nstem: When?\nanswer: 2024-10-24\n",
        "type: date\nstem: When?\nanswer: 2024-10-25\n",
        {"answer": "October [-24-]{+25+}, 2024"},
    ),
    "year given": (
        "type: date\nstem: When in 2024?\nanswer: 2024-10-24\n",
        "type: date\nstem: When in 2024?\nanswer: 2024-10-24\nyear_given: true\n",
        None,
    ),
    "number": (
        "type: number\nstem: How many?\nanswer: 10,000\nqualifier: over\nunit: troops\n",
        "type: number\nstem: How many?\nanswer: 12,000\nqualifier: over\nunit: troops\n",
        {
            "answer": "over [-10,000-]{+12,000+} troops",
            "also accepted": "[-10000-]{+12000+}",
        },
    ),
    "cloze": (
        "type: cloze\ntext: The [[Duma|State Duma::house]] ratified.\n",
        "type: cloze\ntext: The [[Duma|State Duma::house]] ratified [[it]].\n",
        {
            "question": "The [[Duma::house]] ratified{+ [[it]]+}.",
            "cards": "[-1-]{+2+}",
        },
    ),
    "order": (
        "type: order\nstem: Which order?\nitems: [one, two, three]\n",
        "type: order\nstem: Which order?\nitems: [one, three, two]\n",
        {"order": "one\n{+three\n+}two[-\nthree-]"},
    ),
    "match": (
        "type: match\nstem: Who?\npairs: {a: one, b: two}\n",
        "type: match\nstem: Who?\npairs: {a: one, b: three}\n",
        {"pairs": "a — one\nb — [-two-]{+three+}"},
    ),
    "tags": (
        "type: card\nstem: What?\nanswer: That\ntags: [war]\ndifficulty: easy\n",
        "type: card\nstem: What?\nanswer: That\ntags: [war, asia]\ndifficulty: hard\n",
        {"difficulty": "[-easy-]{+hard+}", "tags": "war{+ asia+}"},
    ),
    "marks": (
        "type: card\nstem: What *is*?\nanswer: a < b & [[c]]\n",
        "type: card\nstem: What **is**?\nanswer: a < b & [[d]]\n",
        {"question": "What [-*-]{+**+}is[-*-]{+**+}?", "answer": "a < b & [[[-c-]{+d+}]]"},
    ),
}


@pytest.mark.parametrize("name", TYPES)
def test_parts_read_as_an_author_would_write_them(
    name: str, load_question: Callable[[str], Library]
) -> None:
    old, new, expected = TYPES[name]
    notes = []
    for text in (old, new):
        library = load_question(text)
        assert library.diagnostics == []
        (topic,) = library.topics
        notes.append(render(topic.banks[0].questions[0], topic.banks[0], topic))
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    shown = {
        part.label: "".join(marks[op].format(text) for op, text in part.diff)
        for part in differences(*notes)
    }
    if expected is None:  # told by what follows from it
        assert shown
    else:
        assert shown == expected


# -- locks -----------------------------------------------------------------------------------------


def entry(name: str, guid: str = "", digest: str = "0", second: int = 1) -> Entry:
    return Entry(f"bank/{name}", guid or name, digest, second, 1)


def locked(*entries: Entry) -> Lock:
    return Lock("0123456789abcdef", {each.name: each for each in entries})


def test_two_locks_tell_what_became_of_each_note() -> None:
    old = locked(
        entry("same"),
        entry("edited"),
        entry("old-name", "guid"),
        entry("retyped", "one"),
        entry("dropped"),
        entry("reverted"),
        entry("swapped", "first"),
        entry("both", "two-names"),
    )
    new = locked(
        entry("same"),
        entry("edited", digest="1", second=2),
        entry("new-name", "guid"),
        entry("retyped", "another"),
        entry("added"),
        entry("reverted", second=3),
        entry("moved", "first"),
        entry("swapped", "second"),  # a new question under the name of one that was renamed
        entry("other", "two-names", digest="1", second=2),
    )
    found = {
        change.name.removeprefix("bank/"): (change.kind, change.imported, change.formerly)
        for change in compare_locks(old, new).changes
    }
    assert found == {
        "same": (Kind.UNCHANGED, Import.DUPLICATE, ""),
        "edited": (Kind.CHANGED, Import.UPDATED, ""),
        "new-name": (Kind.RENAMED, Import.DUPLICATE, "bank/old-name"),
        "retyped": (Kind.RETYPED, Import.NEW, ""),
        "added": (Kind.NEW, Import.NEW, ""),
        "dropped": (Kind.GONE, Import.NOTHING, ""),
        "reverted": (Kind.UNCHANGED, Import.UPDATED, ""),
        "moved": (Kind.RENAMED, Import.DUPLICATE, "bank/swapped"),
        "swapped": (Kind.NEW, Import.NEW, ""),
        "other": (Kind.CHANGED, Import.UPDATED, "bank/both"),
    }


_entries = st.lists(
    st.builds(
        entry, st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), st.sampled_from("01"),
        st.integers(1, 3),
    ),
    unique_by=(lambda each: each.name, lambda each: each.guid),
)  # fmt: skip


@given(_entries, _entries)
def test_counts_add_up(old: list[Entry], new: list[Entry]) -> None:
    """Every note of the new lock is one of new, updated and duplicate, and of one kind."""
    topic = compare_locks(locked(*old), locked(*new))
    counts, imports = topic.counts(), topic.imports()
    assert sum(imports.values()) == len(new)
    assert sum(counts.values()) - counts[Kind.GONE] == len(new)
    assert imports[Import.NEW] == counts[Kind.NEW] + counts[Kind.RETYPED]
    assert counts[Kind.GONE] + counts[Kind.RETYPED] == len(
        {each.guid for each in old} - {each.guid for each in new}
    )
    told = sum(len(alike) for _, groups in topic.told() for alike in groups)
    assert told == sum(counts.values()) - counts[Kind.UNCHANGED]


@given(_entries)
def test_nothing_changes_between_a_lock_and_itself(entries: list[Entry]) -> None:
    topic = compare_locks(locked(*entries), locked(*entries))
    assert list(topic.told()) == []
    assert topic.imports()[Import.DUPLICATE] == len(entries)


# -- git and packages ------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
    run = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def commit(folder: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "some")
    return git(folder, "rev-parse", "HEAD")


def test_files_are_as_they_were_at_a_revision(repository: Path, tmp_path: Path) -> None:
    first = commit(repository, {"a/ü b.yaml": "one\n", "a/x.lock": "l", "a/n.txt": "n"})
    commit(repository, {"a/ü b.yaml": "two\n"})
    found = Repository.of(repository / "a" / "nothing" / "here.yaml")
    assert found.top == repository.resolve()
    assert found.commit("HEAD~1") == first
    files = found.banks(first, ["a"])
    assert set(files) == {"a/ü b.yaml", "a/x.lock"}
    found.extract(files, tmp_path / "out")
    assert (tmp_path / "out/a/ü b.yaml").read_text() == "one\n"
    assert len(found.commits("HEAD", "a/ü b.yaml", 5)) == 2
    assert len(found.commits("HEAD", "a/x.lock", 5)) == 1


def test_a_part_of_a_topic_brings_the_topic(repository: Path) -> None:
    names = {"d/t/source.yaml", "d/t/one.yaml", "d/t/sub/two.yaml", "d/t/quizgen.lock"}
    head = commit(repository, dict.fromkeys([*names, "d/alone.yaml", "d/alone.lock"], "x"))
    found = Repository.of(repository)
    assert set(found.banks(head, ["d/t/sub/two.yaml"])) == names
    assert set(found.banks(head, ["d/alone.yaml"])) >= {"d/alone.yaml", "d/alone.lock"}
    assert len(found.banks(head, ["."])) == 6


def test_links_and_what_lies_outside_are_left_alone(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("secret")
    (repository / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    head = commit(repository, {"real.yaml": "real"})
    found = Repository.of(repository)
    assert set(found.files(head, is_bank)) == {"real.yaml"}
    with pytest.raises(GitError, match="outside"):
        found.place(tmp_path / "outside.yaml")
    blob = found.files(head, is_bank)["real.yaml"]
    with pytest.raises(GitError, match="no place"):
        found.extract({"../evil.yaml": blob}, tmp_path / "out")
    assert not (tmp_path / "evil.yaml").exists()


@pytest.mark.parametrize("revision", ["nope", "--all", "-h", "", "HEAD:a.yaml", "HEAD~9"])
def test_an_unknown_revision_is_named(repository: Path, revision: str) -> None:
    commit(repository, {"a.yaml": "a"})
    with pytest.raises(GitError, match="no revision"):
        Repository.of(repository).commit(revision)


def test_without_git_a_sentence_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(GitError, match="git was not found"):
        Repository.of(repository)


def test_a_hook_may_ask(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets within a hook leads nowhere else."""
    commit(repository, {"a/b.yaml": "a"})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    found = Repository.of(repository / "a")
    assert len(found.commits("HEAD", "a/b.yaml", 5)) == 1
    assert os.environ["GIT_DIR"] == ".git"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", HEAD.encode()])
def test_a_damaged_package_has_no_notes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.apkg").write_bytes(content)
    assert list(packaged(tmp_path / "x.apkg", {"guid"})) == []
    assert list(packaged(tmp_path / "none.apkg", {"guid"})) == []


@pytest.mark.parametrize("values", ["NULL, ''", "x'ff', ''", "'', NULL"])
def test_a_package_of_other_values_has_no_notes(tmp_path: Path, values: str) -> None:
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        database.executescript(
            "CREATE TABLE notes (id, guid, mid, flds, tags); CREATE TABLE cards (nid, ord);"
            f"INSERT INTO notes VALUES (1, 'guid', 1, {values}); INSERT INTO cards VALUES (1, '');"
        )
    with zipfile.ZipFile(tmp_path / "x.apkg", "w") as package:
        package.write(tmp_path / "collection.anki2", "collection.anki2")
    assert list(packaged(tmp_path / "x.apkg", {"guid"})) == []


@pytest.mark.parametrize(("start", "value"), [(8, 1), (10, 93)], ids=["encrypted", "packed"])
def test_a_package_that_cannot_be_unpacked_has_no_notes(
    tmp_path: Path, start: int, value: int
) -> None:
    path = tmp_path / "x.apkg"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", "")
    data = bytearray(path.read_bytes())
    data[start - 2] = data[data.find(b"PK\x01\x02") + start] = value
    path.write_bytes(data)
    assert list(packaged(path, {"guid"})) == []
