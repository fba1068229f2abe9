"""The values of a note's fields, seen as data and as the real Anki shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from formats.anki.anki_samples import (
    BANK,
    FACTS,
    NASTY,
    QUESTIONS,
    SOURCE,
    TOPIC,
    imported,
    m,
    sample,
    shown,
)
from golden_banks import GOLDENS
from quizgen.formats.anki.fields import cards, fields, tags
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.notes import render
from quizgen.model.bank import Topic
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Gap,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.media import MediaFile
from quizgen.model.question import Difficulty, Medium, Question, Side
from quizgen.model.values import Id, MediaName, Number, PartialDate, Tag, Tolerance
from quizgen.questions.cloze import Cloze
from quizgen.reading.library import load
from samples import HEAD, media_file
from updates.author import Author

GOLDEN = Path(__file__).with_name("fields.json")


def named(question: Question, **change: Any) -> dict[str, str]:
    """The fields of ``question`` by name; ``change`` is what differs in the topic."""
    values = fields(
        question,
        question.form(),
        BANK,
        replace(TOPIC, **change),
        f"samples/{question.id}",
    )
    note_type = NOTE_TYPES[type(question.form())]
    return dict(zip([field.name for field in note_type.fields], values, strict=True))


def test_the_fields_of_the_samples_are_those_on_file(request: pytest.FixtureRequest) -> None:
    now = {
        question.id: {name: value for name, value in named(question).items() if value}
        for question in QUESTIONS
        if not question.id.startswith("nasty")
    }
    written = json.dumps(now, indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-goldens"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8"), (
        "The fields of the samples changed: every learner's notes would be updated.  If that is "
        f"meant, run with --update-goldens and review {GOLDEN.name}"
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_field_has_its_value_and_the_first_is_not_empty(question: Question) -> None:
    values = named(question)
    assert next(iter(values.values()))
    assert values["Id"] == f"samples/{question.id}"
    assert all(isinstance(value, str) for value in values.values())


def test_cards_are_templates_or_gaps() -> None:
    assert cards(Reveal(m("a"), m("b"))) == (0,)
    assert cards(Reveal(m("a"), m("b"), reverse=True)) == (0, 1)
    gap = Gap(ExpectedWords("x"), "x")
    assert cards(Blanks((gap, m(" and "), gap, gap))) == (0, 1, 2)
    assert cards(Arrange(m("a"), (m("1"), m("2"), m("3")))) == (0,)


def test_all_tags_are_below_the_root_of_the_topic() -> None:
    question = sample(
        "a",
        Reveal(m("a"), m("b")),
        tags=(Tag("duma::lower"), Tag("north-korea")),
        difficulty=Difficulty.HARD,
    )
    assert tags(question, BANK, TOPIC) == (
        "korea::north-korea",
        "korea::duma::lower",
        "korea::type::sample",
        "korea::difficulty::hard",
    )
    assert tags(sample("a", Reveal(m("a"), m("b"))), BANK, TOPIC) == (
        "korea::north-korea",
        "korea::type::sample",
    )


def test_how_an_answer_stands_is_a_tag() -> None:
    question = sample("a", Reveal(m("a"), m("b")), "training", "denied", "training")
    assert tags(question, BANK, TOPIC)[2:] == (
        "korea::standing::estimate",
        "korea::standing::denial",
    )


def test_a_topic_may_set_the_root_and_a_tag_may_have_it_already() -> None:
    topic = replace(TOPIC, tag_root=Tag("school::asia"))
    own = (Tag("school::asia"), Tag("school::asia::war"), Tag("school::asian"))
    question = sample("a", Reveal(m("a"), m("b")), tags=own, retired=m("Wrong."))
    assert tags(question, BANK, topic) == (
        "school::asia::north-korea",
        "school::asia",
        "school::asia::war",
        "school::asia::school::asian",
        "school::asia::type::sample",
        "school::asia::withdrawn",
    )


class TestWhereItComesFrom:
    def test_facts_of_one_standing_are_one_line_and_paragraphs_are_counted_once(self) -> None:
        values = named(sample("a", Reveal(m("a"), m("b")), "training", "expected", "training"))
        assert shown(values["Source"]).startswith(f"{SOURCE.title} · paragraph\xa02")
        assert values["Standing"].count("<li") == 2
        assert "Estimate · Western intelligence" in values["Standing"]
        assert values["As of"] == "October 2024"

    def test_paragraphs_are_in_order(self) -> None:
        values = named(sample("a", Reveal(m("a"), m("b")), "pivot", "ratified", "training"))
        assert (
            shown(values["Source"])
            .partition("Written")[0]
            .endswith(" · paragraphs\xa01, 2 and\xa07")
        )

    def test_reported_is_said_too(self) -> None:
        values = named(sample("a", Reveal(m("a"), m("b")), "ratified"))
        assert shown(values["Standing"]) == "Reported · the article"

    def test_the_names_and_the_address_of_the_source(self) -> None:
        source = replace(SOURCE, author="A. & B.", publisher="P", url="https://x.org/?a=1&b='2'")
        values = named(sample("a", Reveal(m("a"), m("b")), "ratified"), source=source)
        line, _, more = values["Source"].partition("</summary>")
        assert shown(line) == f"{SOURCE.title} · paragraph\xa01"
        assert shown(more) == f"{SOURCE.title}, A. & B., PWritten: late October 2024"
        assert "<a " not in line  # what unfolds is no link
        assert """<a href="https://x.org/?a=1&amp;b='2'">""" in values["Source"]

    def test_a_bank_that_stands_alone(self) -> None:
        question = sample("a", Reveal(m("a"), m("b")), source=m("A *book*, p. 3"))
        values = named(question, source=None, facts={}, alone=True)
        assert values["Source"] == "A <em>book</em>, p. 3"
        assert not values["Standing"] + values["As of"] + values["Topic"]

    def test_a_source_of_the_questions_own_takes_the_place_of_the_articles(self) -> None:
        values = named(sample("a", Reveal(m("a"), m("b")), source=m("A book")))
        assert (values["Source"], values["As of"]) == ("A book", "")
        values = named(sample("a", Reveal(m("a"), m("b")), "pivot", source=m("A book")))
        assert values["Source"].endswith("</details><p>A book</p>")

    def test_without_either_the_article_is_named(self) -> None:
        values = named(sample("a", Reveal(m("a"), m("b"))))
        assert shown(values["Source"]) == f"{SOURCE.title}Written: {SOURCE.dated}"
        assert values["As of"] == "October 2024"


def written(author: Author, bank: int = 0, question: int = 0) -> dict[str, str]:
    """The fields of a question by name."""
    (topic,) = load([author.folder]).topics
    asked = topic.banks[bank].questions[question]
    kind = NOTE_TYPES[type(asked.form())]
    values = fields(asked, asked.form(), topic.banks[bank], topic, "")
    return dict(zip((field.name for field in kind.fields), values, strict=True))


def full_of(text: str) -> tuple[Topic, dict[str, str]]:
    """A topic with ``text`` wherever a card may show one, and what stands in each place.

    The name of the place stands before it, so that none is taken for another.
    """
    said = {}

    def at(place: str) -> Markup:
        said[place] = f"{place} {text}"
        return m(said[place])

    number = Number(Fraction(1), "1", at("unit"), at("qualifier"))
    question = sample(
        "full",
        TypeIn(at("stem"), ExpectedNumber(number)),
        "fact",
        explanation=at("explanation"),
        retired=at("retired"),
        source=at("source"),
        media=(
            Medium(audio=MediaName("a.wav"), alt=at("alt"), credit=at("credit")),
            Medium(audio=MediaName("b.wav"), alt=at("alt behind"), side=Side.BACK),
        ),
    )
    files = {one.name: MediaFile(Path(one.name), one.name) for one in question.media}
    bank = replace(BANK, title=at("bank"), questions=(question,), media=files)
    source = replace(
        SOURCE,
        title=at("title"),
        author=at("author"),
        publisher=at("publisher"),
        dated=at("dated"),
    )
    cited = replace(FACTS[Id("pivot")], id=Id("fact"), says=at("says"))
    topic = replace(TOPIC, title=at("topic"), source=source, facts={cited.id: cited}, banks=(bank,))
    return topic, said


STORED = re.compile(r"quizgen-[0-9a-f]{16}\.[a-z0-9]+")
ALT = 'A "map" of <Japan> & {{its}} [islands] \\(x\\)'


class TestPicturesAndSounds:
    @pytest.fixture
    def author(self, tmp_path: Path) -> Author:
        return Author.with_pictures(tmp_path)

    def test_a_picture_has_its_words_and_its_size(self, author: Author) -> None:
        html = written(author)["Images"]
        (tag,) = re.findall(r"<img [^<>]*>", html)
        assert html == tag
        found = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        assert STORED.fullmatch(found["src"])
        assert unescape(found["alt"]) == ALT
        assert (found["width"], found["height"]) == ("40", "30")
        assert found["style"] == "--qg-ratio: 1.333"

    def test_a_sound_is_said_in_words(self, author: Author) -> None:
        found = written(author)
        assert re.fullmatch(
            r'<div class="qg-sound">\[sound:quizgen-[0-9a-f]{16}\.wav\] '
            r'<span dir="auto">A slow anthem</span></div>',
            found["Sounds"],
        )
        assert "[sound:" not in found["Images"]

    def test_the_back_has_its_own_and_says_who_made_them(self, author: Author) -> None:
        behind = written(author)["Answer media"]
        assert [*re.findall(r'alt="([^"]*)"', behind)] == ["The flag"]
        assert "The anthem again" in behind
        credit = re.findall(r'<p class="qg-credit" dir="auto">(.*?)</p>', behind)
        assert credit == ["Drawn by <em>A. Author</em>, CC BY 4.0", "In the public domain"]

    def test_a_question_without_has_none(self, author: Author) -> None:
        found = written(author, question=1)
        assert found["Images"] + found["Sounds"] + found["Answer media"] == ""


class TestTypeIn:
    def type_in(self, expected: ExpectedWords | ExpectedNumber | ExpectedDate) -> dict[str, str]:
        return named(sample("a", TypeIn(m("Q?"), expected)))

    def test_a_number_is_asked_between_its_qualifier_and_its_unit(self) -> None:
        values = self.type_in(ExpectedNumber(Number(Fraction(10000), "10,000", "troops", "over")))
        assert (values["Before"], values["Answer"], values["After"]) == ("over", "10,000", "troops")
        assert values["Key"] == "over 10,000 troops"
        assert shown(values["Accepted"]) == "10000"

    @pytest.mark.parametrize(
        ("written", "tolerance", "says"),
        [
            ("10000", "5%", "anything from 9,500 to 10,500"),
            ("10000", "500", "anything from 9,500 to 10,500"),
            ("2.5", "0.25", "anything from 2.25 to 2.75"),
            ("-40", "10%", "anything from -44 to -36"),
            ("3", "0", ""),
            ("0.0000002", "50%", "anything from 0.0000001 to 0.0000003"),
            ("1200000.5", "0.5", "anything from 1,200,000 to 1,200,001"),
        ],
    )
    def test_a_tolerance_is_said_as_a_range(self, written: str, tolerance: str, says: str) -> None:
        number = Number(Fraction(written), written)
        values = self.type_in(ExpectedNumber(number, Tolerance.parse(tolerance)))
        assert shown(values["Accepted"]) == says

    @pytest.mark.parametrize(
        ("date", "year_given", "answer", "task"),
        [
            ((2024, 10, 24), False, "October 24, 2024", "Type the date, as in March 5, 1999"),
            ((2024, 10, 24), True, "October 24", "Type the date, as in March 5"),
            ((2024, 10), False, "October 2024", "Type the date, as in March 1999"),
            ((2024, 10), True, "October", "Type the date, as in March"),
            ((2024,), False, "2024", "Type the year"),
        ],
    )
    def test_a_date_is_asked_as_precisely_as_it_is_known(
        self, date: tuple[int, ...], year_given: bool, answer: str, task: str
    ) -> None:
        values = self.type_in(ExpectedDate(PartialDate(*date), year_given))
        assert (values["Answer"], values["Task"]) == (answer, task)
        assert values["Key"] == str(PartialDate(*date))

    def test_what_else_is_right_and_what_is_not(self) -> None:
        values = self.type_in(ExpectedWords("Duma", ("State Duma", "a<b"), ("Rada",)))
        assert values["Accepted"] == '<li dir="auto">State Duma</li><li dir="auto">a&lt;b</li>'
        assert shown(values["Rejected"]) == "Rada"


class TestGaps:
    texts = st.text(alphabet=st.sampled_from("ab:{}<>[]&\"' \\()*`c1"), max_size=12)

    @given(st.lists(st.tuples(texts, texts.filter(bool), texts), min_size=1, max_size=4))
    def test_whatever_the_texts_there_are_as_many_gaps_as_asked_for(
        self, gaps: list[tuple[str, str, str]]
    ) -> None:
        assume(not any("`" in answer or "\\(" in answer for _, answer, _ in gaps))
        parts = [
            part
            for before, answer, hint in gaps
            for part in (m(before), Gap(ExpectedWords(answer), answer, hint))
        ]
        text = named(sample("a", Blanks(tuple(parts))))["Text"]
        found = re.findall(r"\{\{c(\d+)::([^{}]*)\}\}", text)
        assert [int(number) for number, _ in found] == list(range(1, len(gaps) + 1))
        assert text.count("{") == text.count("}") == 2 * len(gaps)
        for (_, answer, hint), (_, inside) in zip(gaps, found, strict=True):
            said = [shown(half) for half in inside.split("::")]
            assert said == ([answer, hint] if hint else [answer])

    def test_a_gap_shows_code_and_formulas_as_such(self) -> None:
        """And nothing else: stars are characters there, as they always were."""
        question = Cloze(
            id=Id("gaps"),
            text=m(r"[[`a::b`]] [[\(x^{2}\)]] [[*c*]] [[`]`::hint]]"),
            hint=m("It is *one*."),
        )
        note = render(question, BANK, TOPIC)
        assert note.fields[0] == (
            "{{c1::<code>a&#58;&#58;b</code>}} {{c2::\\(x^&#123;2&#125;\\)}} {{c3::*c*}} "
            "{{c4::<code>&#93;</code>::hint}}"
        )
        assert note.fields[1] == "", "what is typed is not told to be accepted, too"
        names = [field.name for field in note.kind.fields]
        assert note.fields[names.index("Hint")] == "It is <em>one</em>."

    def test_other_answers_stand_beside_the_text(self) -> None:
        gap = Gap(ExpectedWords("Duma", ("State Duma",)), "Duma")
        values = named(sample("a", Blanks((m("The "), gap))))
        assert values["Text"] == "The {{c1::Duma}}"
        assert shown(values["Accepted"]) == "Duma also accepted: State Duma"


class TestNothingIsGivenAway:
    @given(st.lists(st.text("abc", min_size=1), min_size=2, max_size=8, unique=True))
    def test_items_are_not_stored_in_their_order(self, items: list[str]) -> None:
        values = named(sample("a", Arrange(m("Q?"), tuple(map(m, items)))))
        ranks = re.findall(r'data-rank="(\d)"', values["Items"])
        assert sorted(ranks) == [str(n) for n in range(len(items))] != ranks
        assert re.findall(r'data-rank="(\d)"', values["Key"]) == sorted(ranks)

    def test_feedback_and_keys_stand_apart_from_the_options(self) -> None:
        question = QUESTIONS[1]
        assert isinstance(question.form(), Pick)
        values = named(question)
        assert "presidency" not in values["Options"]
        assert "presidency" in values["Feedback"]
        assert values["Key"] == "The State Duma"
        assert values["Options"].count("data-key") == values["Options"].count("data-pinned") == 1
        assert (values["Mode"], values["Shuffle"]) == ("one", "")
        assert named(QUESTIONS[3])["Shuffle"] == "no"
        assert named(QUESTIONS[2])["Mode"] == "many"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("anki"), QUESTIONS) as collection:
        yield collection


class TestInAnki:
    def test_every_note_and_card_arrives(self, collection: Any) -> None:
        notes = {
            collection.get_note(nid).guid: collection.get_note(nid)
            for nid in collection.find_notes("")
        }
        assert set(notes) == {question.id for question in QUESTIONS}
        for question in QUESTIONS:
            ordinals = [card.ord for card in notes[question.id].cards()]
            assert tuple(ordinals) == cards(question.form()), question.id

    def test_nothing_is_to_be_mended(self, collection: Any) -> None:
        assert not collection.get_empty_cards().notes
        before = collection.card_count()
        assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
        assert collection.card_count() == before == sum(len(cards(one.form())) for one in QUESTIONS)

    def test_every_side_of_every_card_renders(self, collection: Any) -> None:
        forms = {question.id: question.form() for question in QUESTIONS}
        for cid in collection.find_cards(""):
            card = collection.get_card(cid)
            guid = card.note().guid
            for side in (card.question(), card.answer()):
                assert "has a problem" not in side, guid
                assert "front of this card is blank" not in side, guid
                assert side.count("<main") == side.count("</main>") == 1, guid
                assert not re.search(r"\[(sound|anki|latex)", side), guid
                typed = re.findall(r"\[\[type:([^\]]+)\]\]", side)
                assert typed == (["Answer"] if isinstance(forms[guid], TypeIn) else []), guid
            assert not card.question_av_tags() + card.answer_av_tags(), guid

    @pytest.mark.parametrize("number", range(len(NASTY)))
    def test_texts_appear_as_they_are(self, collection: Any, number: int) -> None:
        """As often as a form has them, with those that only begin with it."""
        text = NASTY[number]
        times = {"reveal": 2, "pick": 5, "typein": 4, "blanks": 5, "arrange": 4, "pair": 9}
        seen = []
        for nid in collection.find_notes(f"Id:samples/nasty-*-{number}"):
            note = collection.get_note(nid)
            form = note.guid.split("-")[1]
            for card in note.cards():
                front, back = shown(card.question()), shown(card.answer())
                assert text in front, note.guid
                assert back.count(text) == times[form], note.guid
                seen.append(form)
        assert sorted(seen) == sorted([*times, "reveal"])  # which has two cards

    @pytest.mark.parametrize("text", NASTY)
    def test_a_text_is_itself_wherever_it_may_stand(self, text: str, tmp_path: Path) -> None:
        """In every field of a topic, a bank, a source, a fact, a medium and a question."""
        topic, said = full_of(text)
        with imported(tmp_path, topic.banks[0].questions, topic) as collection:
            (card,) = (collection.get_card(cid) for cid in collection.find_cards(""))
            front, back = shown(card.question()), shown(card.answer())
        behind = {
            "explanation", "alt behind", "credit", "says",
            "source", "title", "author", "publisher", "dated",
        }  # fmt: skip
        assert {place for place in said if said[place] not in front} == behind
        assert {place for place in said if said[place] not in back} == {"alt"}

    def test_a_typed_answer_is_compared_with_the_plain_text(self, collection: Any) -> None:
        for number, text in enumerate(NASTY):
            note = collection.get_note(
                collection.find_notes(f"Id:samples/nasty-typein-{number}")[0]
            )
            compared = collection.compare_answer(note["Answer"], text)
            assert not re.search("typeBad|typeMissed", compared), text

    def test_the_browser_sorts_by_the_stem(self, collection: Any) -> None:
        rows = collection.db.list("select sfld from notes")
        assert "Put these events in order, from the earliest to the latest." in rows
        assert all(str(row).strip() for row in rows)


def test_the_facts_of_the_samples_are_all_standings() -> None:
    assert len({fact.standing for fact in FACTS.values()}) == 5


class TestPassagesAndPictures:
    def of(self, folder: str, name: str) -> dict[str, str]:
        (topic,) = load([GOLDENS / "ok" / folder]).topics
        (bank,) = topic.banks
        (question,) = (one for one in bank.questions if one.id == name)
        kind = NOTE_TYPES[type(question.form())]
        values = fields(question, question.form(), bank, topic, name)
        return dict(zip((field.name for field in kind.fields), values, strict=True))

    def test_a_passage_has_its_text_and_its_source(self) -> None:
        passage = self.of("passages.yaml", "depth")["Passage"]
        assert passage.startswith("Before the weir the water was deep:")
        assert '<ul class="qg-list">' in passage
        assert passage.endswith(
            '<p class="qg-credit" dir="auto">A report on the river, '
            '<a href="https://example.org/river">https://example.org/river</a></p>'
        )
        assert self.of("passages.yaml", "without")["Passage"] == ""

    def test_its_sounds_are_only_on_the_front_and_its_makers_on_the_back(
        self, tmp_path: Path
    ) -> None:
        """Anki would play a sound again with the back."""
        text = (
            f"{HEAD}passages:\n  anthem:\n    media:\n"
            "      - {audio: a.wav, alt: An anthem, credit: Played by *A. Band*}\n"
            "      - {image: b.png, alt: A flag}\n"
            "questions:\n  - {id: q, type: card, stem: S, answer: A, passage: anthem}\n"
        )
        (tmp_path / "bank.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "media").mkdir()
        for name in ("a.wav", "b.png"):
            (tmp_path / "media" / name).write_bytes(media_file(name))
        library = load([tmp_path])
        assert library.diagnostics == []
        (topic,) = library.topics
        (bank,) = topic.banks
        (question,) = bank.questions
        found = dict(
            zip(
                (field.name for field in NOTE_TYPES[Reveal].fields),
                fields(question, question.form(), bank, topic, "q"),
                strict=True,
            )
        )
        assert re.fullmatch(r'<div class="qg-media"><img [^<>]*></div>', found["Passage"])
        assert "[sound:quizgen-" in found["Sounds"]
        assert found["Images"] == ""
        assert "Played by <em>A. Band</em>" in found["Answer media"]
        assert "[sound:" not in found["Passage"] + found["Answer media"]

    def test_an_option_that_is_a_picture_has_its_words(self) -> None:
        found = self.of("pictures", "which")
        pictures = re.findall(r'<li [^<>]*><img src="([^"]*)" alt="([^"]*)"', found["Options"])
        assert [alt for _, alt in pictures] == [
            "Four large islands and many small ones",
            "A peninsula between two seas",
        ]
        assert all(STORED.fullmatch(name) for name, _ in pictures)
        assert "<span>Four large islands and many small ones</span>" in found["Key"]
        assert "A peninsula between two seas</b>" in found["Feedback"]
        assert "Drawing by <em>A. Surveyor</em>" in found["Answer media"]

    def test_only_a_question_that_is_asked_both_ways_has_a_second_card(self) -> None:
        form = TypeIn(m("the *bread*"), ExpectedWords("le pain"))
        both = replace(form, reverse=ExpectedWords("the bread & butter"))
        assert (cards(form), cards(both)) == ((0,), (0, 1))
        plain, typed = named(sample("a", form)), named(sample("a", both))
        assert (plain["Reverse"], typed["Reverse"]) == ("", "the bread &amp; butter")
        assert plain == {**typed, "Reverse": ""}
