"""What a history says about a learner, in figures and in charts.

:mod:`~quizgen.statistics.figures` works the figures out; the others show them, one form each.
"""
