#!/bin/sh
# Finds mistakes in the decks before they are committed. Once in each clone, run:
#   git config core.hooksPath .githooks
exec quizgen validate
