"""What the commands share that write banks."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from quizgen.commands.editing import read_text, refuse_existing, write_texts


def test_texts_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    there = tmp_path / "b" / "there.yaml"
    there.parent.mkdir()
    there.write_text("old")
    there.chmod(0o600)
    with pytest.raises(click.UsageError, match="already exists"):
        write_texts({tmp_path / "a" / "new.yaml": "x", there: "y"}, new=True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b", "there.yaml"]
    write_texts({there: "é\r\n"})
    assert there.read_bytes() == "é\r\n".encode()
    assert there.stat().st_mode & 0o777 == 0o600
    assert read_text(there) == "é\r\n"


def test_a_link_is_something_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(click.UsageError):
        refuse_existing(tmp_path / "link")


def test_a_link_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("bank.yaml")
    with pytest.raises(click.UsageError, match="give the file that it leads to"):
        write_texts({tmp_path / "link.yaml": "new"})
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "bank.yaml").read_text() == "old"


def test_what_is_not_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfea\0")
    with pytest.raises(click.UsageError, match="UTF-16"):
        read_text(tmp_path / "a.yaml")
