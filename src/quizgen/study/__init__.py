"""A quiz in the terminal, from the inside out.

:mod:`~quizgen.study.session` is the quiz itself, a pure state machine;
:mod:`~quizgen.study.dialogue` knows what a learner's lines mean; :mod:`~quizgen.study.layout` sets
lines for a screen, and :mod:`~quizgen.study.pages` says what stands on them.  Only
:mod:`~quizgen.study.terminal` reads and writes.
"""
