"""What a learner remembers, and what is remembered of them: the history and the schedule.

:mod:`~quizgen.memory.identity` knows what a question is known by for ever,
:mod:`~quizgen.memory.schedule` when it is asked again, :mod:`~quizgen.memory.events` what may
happen, and :mod:`~quizgen.memory.folding` what follows from all that happened to a question.
:mod:`~quizgen.memory.store` keeps the events in a file, and is what a quiz talks to.
"""
