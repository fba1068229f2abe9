"""PyYAML's own parser, made to agree with libyaml where the two do not.

It reads banks where PyYAML was built without libyaml, and both must give one tree, and mistakes at
one place: a question mark within brackets is a character of the text, a colon before a bracket or
a comma is a mistake, and so are directives and escapes that stand for no character.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.error import Mark
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken, TagToken

_BLANK = "\0 \t\r\n"
_TAG_BEFORE_COMMA = re.compile(
    r"(?:!<(?P<whole>[\w;/?:@&=+$.~*'()!-]+)>"
    r"|(?P<handle>!!(?!,)|!)(?P<rest>[\w;/?:@&=+$.~*'()-]*))(?=,)",
    re.ASCII,
)
_STRANGE_TAG = re.compile(r"![^\s<]*[,\[\]]")
_SURROGATE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")


class PureParser(Reader, Scanner, Parser):
    """A source of events for one text."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def fetch_stream_end(self) -> None:
        if self.column:  # libyaml ends the last line, whether the text does or not
            self.line, self.column = self.line + 1, 0
            self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def scan_directive(self) -> Any:
        raise ScannerError("while scanning a directive", self.get_mark(), "", self.get_mark())

    def scan_tag(self) -> Any:
        start_mark = self.get_mark()
        if self.flow_level and (found := _TAG_BEFORE_COMMA.match(self.buffer, self.pointer)):
            self.forward(found.end() - found.start())
            name = (None, found["whole"]) if found["whole"] else (found["handle"], found["rest"])
            return TagToken(name, start_mark, self.get_mark())
        if _STRANGE_TAG.match(self.buffer, self.pointer):
            raise ScannerError("while scanning a tag", start_mark, "", start_mark)
        return super().scan_tag()

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> Any:
        begun, at = self.pointer, self.get_mark()
        problem = "found an escape that stands for no character"
        try:
            chunks = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError:
            raise ScannerError("", start_mark, problem, self.get_mark()) from None
        if double and (found := _SURROGATE.search(self.buffer[begun : self.pointer])):
            at.column += found.start()
            if any("\ud800" <= char <= "\udfff" for chunk in chunks for char in chunk):
                raise ScannerError("", start_mark, problem, at)
        return chunks

    def scan_plain(self) -> ScalarToken:
        """Scan as PyYAML does, but for what ends a text within brackets."""
        chunks: list[str] = []
        spaces: list[str] = []
        start_mark = end_mark = self.get_mark()
        indent = self.indent + 1
        ends = ",[]{}" if self.flow_level else ""
        while self.peek() != "#":
            length = 0
            while (char := self.peek(length)) not in _BLANK and char not in ends:
                if char == ":" and (after := self.peek(length + 1)) in _BLANK + ends + "?" * bool(
                    ends
                ):
                    if after not in _BLANK:
                        self.forward(length)
                        raise ScannerError(
                            "while scanning a plain scalar", start_mark, "", self.get_mark()
                        )
                    break
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            chunks += spaces
            chunks.append(self.prefix(length))
            self.forward(length)
            end_mark = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start_mark) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start_mark, end_mark)
