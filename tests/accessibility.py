"""What screen readers and keyboards find on a page: the rules of axe-core, and Chromium's tree.

axe-core comes as one file within a package of the registry, of which nothing else is used.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from browser import Browser

_STATES = ("focusable", "checked", "pressed", "expanded", "level", "live", "hiddenRoot")
_SKIPPED = ("none", "generic", "InlineTextBox", "LineBreak")


@cache
def _axe() -> str:
    """Return the script of axe-core; skips the test where it is not installed."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-core is not installed: what screen readers find was NOT tested")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(browser: Browser, frame: str | None = None) -> list[str]:
    """Return what axe-core finds wrong in a page, or in a frame of it: rule, elements and why.

    Frames are looked at one by one, each by a call of its own.
    """
    if not browser.js("typeof axe === 'object'", frame):
        browser.js(_axe() + "; true", frame)
    found: list[dict[str, Any]] = json.loads(
        browser.js(
            "axe.run(document, {iframes: false, resultTypes: ['violations']})"
            ".then(function (found) { return JSON.stringify(found.violations); })",
            frame,
        )
    )
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:120]}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def tree(browser: Browser) -> str:
    """Return the accessibility tree of a page, an element on each line: role, name and state."""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    lines: list[str] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        role = node.get("role", {}).get("value", "none")
        shown = not node.get("ignored") and role not in _SKIPPED
        if shown:
            lines.append("  " * depth + _line(role, node))
        if role == "StaticText":
            return
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child], depth + shown)

    walk(nodes[0], 0)
    return "\n".join(lines) + "\n"


def _line(role: str, node: dict[str, Any]) -> str:
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    told = [f"{name}={states[name]}" for name in _STATES if states.get(name) not in (None, False)]
    name = json.dumps(node.get("name", {}).get("value", ""), ensure_ascii=False)
    return " ".join([role, name, *told])
