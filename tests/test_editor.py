"""A bank in an editor: what the YAML language server completes, explains and marks in it.

This is the server that Visual Studio Code, Neovim and others run.  It is a program of Node, which
is installed once, into the virtual environment; without npm, or without a network the first time,
these tests are skipped with a notice.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import quizgen

VERSION = "1.19.2"
"""Of the language server: one that runs on the Node of Debian 12."""
HOME = Path(sys.prefix) / "lib" / f"yaml-language-server-{VERSION}"
SERVER = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}


@pytest.fixture(scope="module")
def server() -> list[str]:
    """The command that starts the language server."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("the language server needs npm: sudo apt install npm")
    if not SERVER.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0"]
        subprocess.run(
            [
                *install,
                "--fetch-timeout=60000",
                "--prefix",
                str(HOME),
                f"yaml-language-server@{VERSION}",
            ],
            capture_output=True,
            check=False,
        )
        if not SERVER.exists():
            pytest.skip("npm cannot install the language server here; is there a network?")
    return [node, str(SERVER), "--stdio"]


class Editor:
    """An editor as the language server sees one."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._last = 0
        self._opened = 0
        self._marked: dict[str, list[Any]] = {}
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        root = folder.as_uri()
        self.ask(
            "initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": capabilities}
        )
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {}}})

    def close(self) -> None:
        self.ask("shutdown", None)
        self._send({"method": "exit"})
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def ask(self, method: str, params: Any) -> Any:
        """What the server answers; what it asks in the meantime is answered, too."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, text: str, name: str = "") -> str:
        """Open a file with this ``text``, which is written; gives its address."""
        self._opened += 1
        path = self.folder / "decks" / (name or f"opened-{self._opened}.yaml")
        path.write_text(text, encoding="utf-8")
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def marked(self, uri: str) -> list[str]:
        """What the server says is wrong with a file, by line from 1."""
        while uri not in self._marked:
            self._receive()
        found = self._marked[uri]
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found]

    def completed(self, uri: str, line: int, column: int) -> dict[str, str]:
        """The proposals at a place, from 0, each with what it puts in."""
        position = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/completion", position)
        return {one["label"]: one.get("insertText", "") for one in found["items"]}

    def explained(self, uri: str, line: int, column: int) -> str:
        position = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        found = self.ask("textDocument/hover", position)
        return str(found["contents"]["value"]) if found else ""

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._marked[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method and "id" in message:
            answer = None
            if method == "workspace/configuration":
                asked = [item.get("section") for item in message["params"]["items"]]
                answer = [SETTINGS if section == "yaml" else {} for section in asked]
            self._send({"id": message["id"], "result": answer})
        return message


@pytest.fixture(scope="module")
def editor(server: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a folder in which ``quizgen new`` made a bank and a topic."""
    folder = tmp_path_factory.mktemp("editor")
    for arguments in (["bank", "rivers"], ["topic", "everest"]):
        subprocess.run(
            [sys.executable, "-m", "quizgen", "new", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(Path(quizgen.__file__).parents[1])},
            check=True,
            capture_output=True,
        )
    opened = Editor(server, folder)
    yield opened
    opened.close()


def test_nothing_is_marked_in_what_new_writes(editor: Editor) -> None:
    for name in ("rivers.yaml", "everest/source.yaml", "everest/questions.yaml"):
        path = editor.folder / "decks" / name
        uri = editor.open(path.read_text("utf-8"), name)
        assert editor.marked(uri) == []


HEAD = "# yaml-language-server: $schema=../.quizgen/bank.schema.json\nbank: a\ntitle: A\n"


def test_the_fields_of_a_question_are_completed_for_its_type(editor: Editor) -> None:
    text = f"{HEAD}questions:\n  - id: a\n    type: choice\n    "
    offered = editor.completed(editor.open(text), 6, 4)
    assert {"stem", "options", "shuffle", "explanation", "difficulty"} <= set(offered)
    assert {"pairs", "unit", "accept"} & set(offered) == set()


def test_types_and_words_are_completed(editor: Editor) -> None:
    text = f"{HEAD}questions:\n  - id: a\n    type: \n    difficulty: \n"
    uri = editor.open(text)
    assert {"choice", "cloze", "match"} <= set(editor.completed(uri, 5, 10))
    assert {"easy", "medium", "hard"} <= set(editor.completed(uri, 6, 16))


def test_a_whole_question_of_each_type_is_offered(editor: Editor) -> None:
    offered = editor.completed(editor.open(f"{HEAD}questions:\n  - "), 4, 4)
    assert {"choice", "number", "match"} <= set(offered)
    assert "right: The Loire" in offered["choice"]


def test_the_fields_of_a_file_are_completed(editor: Editor) -> None:
    assert {"namespace", "defaults", "questions"} <= set(editor.completed(editor.open(HEAD), 3, 0))


def test_a_field_is_explained(editor: Editor) -> None:
    text = f"{HEAD}questions:\n  - id: a\n    type: number\n    stem: B?\n    tolerance: 1%\n"
    explained = editor.explained(editor.open(text + "    answer: 5\n"), 7, 6)
    assert "How far off is still right" in explained
    assert "Example" in explained


WRONG = {
    "a field that there is not": ("answer: 5\n    anwser: 5", "9: Property anwser is not allowed"),
    "a field that is missing": ("unit: m", '5: Missing property "answer"'),
    "a word that there is not": ("answer: 5\n    difficulty: esay", "9: Value is not accepted"),
    "a list for text": ("answer: [5]", "8: Incorrect type"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_marked_where_it_is(name: str, editor: Editor) -> None:
    written, said = WRONG[name]
    text = f"{HEAD}questions:\n  - id: a\n    type: number\n    stem: B?\n    {written}\n"
    marked = editor.marked(editor.open(text))
    assert len(marked) == 1
    assert marked[0].startswith(said)
