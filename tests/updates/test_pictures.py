"""Pictures and sounds in the real Anki: they arrive, are shown, and edited ones replace them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samples import png, wav
from updates.author import SVG, Author
from updates.learner import Learner, Log

NOW = int(time.time()) - 1000
STORED = re.compile(r"quizgen-[0-9a-f]{16}\.[a-z0-9]+")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author.with_pictures(tmp_path / "author")


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    with Learner(tmp_path / "learner") as learner:
        yield learner


def sides(learner: Learner, name: str, ordinal: int = 0) -> tuple[Any, str, str]:
    """A card with its front and its back as HTML."""
    for number in learner.cards(name):
        card = learner.collection.get_card(number)
        if card.ord == ordinal:
            return card, card.question(), card.answer()
    raise AssertionError(name)


def pictures(html: str) -> list[str]:
    return re.findall(r'<img src="([^"]*)"', html)


def played(tags: Any) -> list[str]:
    return [tag.filename for tag in tags]


class TestInAnki:
    def test_the_files_arrive_and_anki_misses_none(self, author: Author, learner: Learner) -> None:
        assert learner.import_(author.release(NOW)) == Log(7, 0, 0)
        folder = Path(learner.collection.media.dir())
        contents = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert all(STORED.fullmatch(name) for name in contents)
        assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])
        check = learner.collection.media.check()
        assert [*check.missing, *check.unused] == []
        learner.check()

    def test_every_kind_of_card_shows_its_picture(self, author: Author, learner: Learner) -> None:
        learner.import_(author.release(NOW))
        (name,) = {path.name for path in Path(learner.collection.media.dir()).glob("*.png")}
        for one in ("islands", "order", "pairs", "typed", "gap"):
            _, front, back = sides(learner, f"world/{one}")
            assert pictures(front) == pictures(back) == [name], one
            assert 'alt="A map"' in front

    def test_sounds_are_played_once_and_where_they_belong(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        card, front, back = sides(learner, "asia/japan")
        (sound,) = {path.name for path in Path(learner.collection.media.dir()).glob("*.wav")}
        assert played(card.question_av_tags()) == [sound]
        assert played(card.answer_av_tags()) == [sound], "that of the back, not the front's again"
        assert "A slow anthem" in front
        assert "The anthem again" not in front
        assert "The anthem again" in back
        assert [name.rpartition(".")[2] for name in pictures(front)] == ["png"]
        assert [name.rpartition(".")[2] for name in pictures(back)] == ["png", "svg"]
        assert "A. Author" not in front
        assert "A. Author" in back

    def test_the_reverse_card_does_not_show_what_it_asks_for(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        card, front, back = sides(learner, "asia/japan", 1)
        assert pictures(front) + played(card.question_av_tags()) == []
        assert len(pictures(back)) == len(played(card.answer_av_tags())) == 2

    def test_an_edited_picture_arrives_and_reviews_are_kept(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        learner.review()
        before = learner.state()
        _, front, _ = sides(learner, "world/typed")
        (author.folder / "media" / "map.png").write_bytes(png(50, 30, (0, 0, 200)))
        package = author.release(NOW + 60)
        assert learner.import_(package) == Log(0, 5, 2), "all that show it, and no other"
        after = learner.state()
        assert {guid: note.cards for guid, note in after.items()} == {
            guid: note.cards for guid, note in before.items()
        }
        _, now, _ = sides(learner, "world/typed")
        (old,), (new,) = pictures(front), pictures(now)
        folder = Path(learner.collection.media.dir())
        assert old != new
        assert (folder / new).read_bytes() == png(50, 30, (0, 0, 200))
        assert [*learner.collection.media.check().missing] == []
        assert learner.import_(package) == Log(0, 0, 7)
        learner.check()

    def test_a_picture_under_another_name_is_no_change(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        media = author.folder / "media"
        (media / "maps" / "same.png").rename(media / "other.png")
        author.edit("world.yaml", "maps/same.png", "other.png")
        assert learner.import_(author.release(NOW + 60)) == Log(0, 0, 7)

    def test_other_words_for_a_picture_are_a_change(self, author: Author, learner: Learner) -> None:
        learner.import_(author.release(NOW))
        author.edit("asia.yaml", "The flag", "The flag of Japan")
        assert learner.import_(author.release(NOW + 60)) == Log(0, 1, 6)
