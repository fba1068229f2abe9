"""A quiz in the terminal, from the inside out.

:mod:`~quizgen.quiz.session` is the quiz itself, a pure state machine;
:mod:`~quizgen.quiz.dialogue` knows what a learner's lines mean; :mod:`~quizgen.quiz.layout` sets
lines for a screen, and :mod:`~quizgen.quiz.pages` says what stands on them.  Only
:mod:`~quizgen.quiz.terminal` reads and writes.
"""
