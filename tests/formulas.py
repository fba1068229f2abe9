"""Formulas at random: any command with what it is given, and slips of the pen in them."""

from __future__ import annotations

from random import Random

from quizgen.model.mathjax import COMMANDS, ENVIRONMENTS, OPERATORS

NAMES = (*COMMANDS, *OPERATORS)
_GIVEN = {
    "t": ["{some text}", "{if $x^2$ so}", "{a \\$ b}"],
    "d": ["(", "[", "|", ".", "/ "],
    "e": ["{(}", "{}", "{\\{}"],
    "l": ["{1em}", "1em ", "2mm ", "{-3pt}"],
    "L": ["", "[1em]"],
    "z": ["{}", "{1pt}"],
    "n": ["{1}", "{12}"],
    "N": ["", "[2]"],
    "c": ["{red}", "{#abc}", "{ForestGreen}"],
    "C": ["{red}", "[rgb]{1, 0, .5}", "[RGB]{255, 0, 0}", "[gray]{.5}"],
    "b": ["", "[yellow, 2px]", "[#abc]"],
    "k": ["", "[mathcolor=red]"],
    "w": ["", "[t]", "[b]"],
    "y": ["", "[l]"],
    "s": ["{}", "{1}"],
    "o": ["{circle}", "{box, updiagonalstrike}"],
    "g": ["{c|lr}", "{c}"],
    "G": ["", "[r]"],
    "x": ["{H2O}", "{2 H2 + O2 -> 2 H2O}", "{Fe^3+}", "{$K$ A <=>[\\alpha] B}"],
    "v": ["|a b|"],
    "*": ["", "*"],
    "_": ["_"],
    "h": ["", "[left=\\empheqlbrace]"],
    "E": ["{align}"],
}
_ATOMS = ["a", "b + c", "12", "x^2", "y_1", "(", "=", "f'", "\\alpha ", "x_1^2", "\\sum_a^b "]
_SLIPS = [
    "{", "}", "^", "_", "&", "\\", "\\\\", "[", "]", "'", "\\right)", "\\left(", "\\end{align}",
    "\\over ", "\\limits ", "\\href{javascript:1}{x}", "\\style{position:fixed}{x}", "\\def\\x",
    ";position:fixed", "url(http://127.0.0.1/)", "%", "#", "\\begin{matrix}",
]  # fmt: skip


class Maker:
    """Makes formulas, the same ones for the same seed."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def formula(self, depth: int = 2) -> str:
        """One to three things in a row, and others within them as deep as that."""
        pick = self.random
        made = ""
        for _ in range(pick.randint(0 if depth < 2 else 1, 3)):
            chance = pick.random()
            if depth < 0 or chance < 0.4:
                made += pick.choice(_ATOMS)
            elif chance < 0.75:
                made += self.command(pick.choice(NAMES), depth)
            elif chance < 0.8:
                made += f"\\left({self.formula(depth - 1)}\\right)"
            elif chance < 0.9:
                made += self.environment(pick.choice(list(ENVIRONMENTS)), depth - 1)
            else:
                made += f"{{{self.formula(depth - 1)}}}"
        return made

    def command(self, name: str, depth: int) -> str:
        """The command with all that it is given."""
        given = COMMANDS.get(name, "")
        if name == "unicode":
            return "\\unicode{x2660}"
        return f"\\{name} " + "".join(self.argument(kind, depth) for kind in given)

    def argument(self, kind: str, depth: int) -> str:
        match kind:
            case "m":
                return f"{{{self.formula(depth - 1)}}}"
            case "p":
                return "{a}"
            case "M":
                return self.random.choice(["", f"[{self.formula(depth - 1)}]"])
            case "r":
                return f"{{{self.rows(depth - 1)}}}"
            case "q":
                return "{a & if $x$ \\cr b & else \\cr}"
            case "f":
                return "3\\of "
            case "u":
                return "a\\over "
        return self.random.choice(_GIVEN[kind])

    def rows(self, depth: int) -> str:
        pick = self.random
        rows = (
            " & ".join(self.formula(depth) for _ in range(pick.randint(1, 2)))
            for _ in range(pick.randint(1, 3))
        )
        return pick.choice([" \\\\ ", " \\\\[2pt] "]).join(rows)

    def environment(self, name: str, depth: int) -> str:
        """The environment with all that it is given, and a body of its kind."""
        given, body = ENVIRONMENTS[name]
        match body:
            case "rows" | "equations":
                inner = self.rows(depth)
            case "multline":
                inner = f"{self.formula(depth)} \\\\ {self.formula(depth)}"
            case "second":
                inner = "a & if $x$ \\\\ b & c"
            case "diagram":
                inner = "A @>a>b> B \\\\ @VVcV @| \\\\ C @= D"
            case "proof":
                inner = "\\AxiomC{$A$} \\UnaryInfC{$B$}"
            case _:
                inner = self.formula(depth)
        arguments = "".join(self.argument(kind, depth) for kind in given)
        return f"\\begin{{{name}}}{arguments}{inner}\\end{{{name}}}"

    def slipped(self) -> str:
        """A formula with up to two slips, some of them meant to do harm."""
        pick = self.random
        made = self.formula()
        for _ in range(pick.randint(0, 2)):
            place = pick.randint(0, len(made))
            chance = pick.random()
            if chance < 0.6:
                made = made[:place] + pick.choice(_SLIPS) + made[place:]
            else:
                made = made[:place] + made[place + pick.randint(1, 5) :]
        return made
