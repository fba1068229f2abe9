"""Trees of YAML as something that can be compared."""

from __future__ import annotations

from quizgen.model.nodes import Mapping, Node, Scalar, Sequence


def tree(node: Node | None) -> object:
    """A node as something that can be compared, with its places."""
    match node:
        case Scalar():
            return node.text, node.mark.line, node.mark.column
        case Sequence():
            return node.mark.line, node.mark.column, [tree(item) for item in node.items]
        case Mapping():
            entries = [(tree(node.key(name)), tree(value)) for name, value in node.entries.items()]
            return node.mark.line, node.mark.column, entries
    return None
