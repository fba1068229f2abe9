"""A topic with its text, for the rules that look facts up in it."""

from __future__ import annotations

from samples import SOURCE, bank, fact

TITLE = "A gazetteer"
TEXT = f"{TITLE}\n\nOver 10,000 troops came to Seoul on May 5.\n\nThe U.S. army has 3.5 guns.\n"
QUESTION = bank("id: how-many, type: card, stem: S, answer: A, facts: [troops], mentions: [guns]")


def topic(*facts: str, text: str | None = TEXT, pin: str = "") -> dict[str, str]:
    """Return the files of a topic; without ``text``, its file is not there."""
    source = SOURCE.replace("  as_of: 2024\n", "  as_of: 2024\n  text: a.txt\n" + pin)
    files = {"source.yaml": source + "".join(facts), "asia.yaml": QUESTION}
    return files if text is None else {**files, "a.txt": text}


def stating(name: str, statement: str, paragraph: int = 1, value: str = "") -> str:
    """Return a fact that states this."""
    return (
        fact(name, value)
        .replace("A statement.", f'"{statement}"')
        .replace("paragraph: 1", f"paragraph: {paragraph}")
    )


TROOPS = stating("troops", "Troops came to Seoul.", value='number: "10,000"')
GUNS = stating("guns", "The army of the United States has guns.", 2)
