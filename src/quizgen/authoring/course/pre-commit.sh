#!/bin/sh
# Finds mistakes in the decks before they are committed. Once in each clone, run:
#   git config core.hooksPath .githooks
if ! command -v quizgen > /dev/null; then
    echo "quizgen was not found, so the decks were not checked and nothing was committed." >&2
    echo "Install quizgen and open a new terminal, or commit unchecked: git commit --no-verify" >&2
    exit 1
fi
exec quizgen validate
