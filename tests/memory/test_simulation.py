"""Months of a learner in a minute: nothing is lost while banks change, and due counts stay sane.

``make history-proof`` runs 120 days with 300 questions; here is a share of it.
"""

from __future__ import annotations

from pathlib import Path

from memory.simulation import simulate


def test_months_of_edits_and_renames_lose_nothing(tmp_path: Path) -> None:
    report = simulate(tmp_path, days=28, questions=30, seed=3)
    assert report.answers > 100
    assert report.changed > 0
    assert sum(report.edits.values()) == 4 * 3 * 4 + report.edits["bank"]
    assert report.most_due < 80
    # The learner forgets faster than the schedule thinks, and the schedule aims at 90 %.
    assert 0.7 < report.predicted / report.reviews < 0.95
