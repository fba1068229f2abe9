"""Signals end what is going on tidily, where anybody listens to them."""

from __future__ import annotations

import signal
import threading

import pytest

from quizgen.system.signals import exit_on_signal, handled, held_back


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_to_end_unwinds(number: signal.Signals) -> None:
    """With the exit code of shells; and afterwards it does what it did before."""
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as ended, exit_on_signal():
        signal.raise_signal(number)
    assert ended.value.code == 128 + number
    assert signal.getsignal(number) is before


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """As behind nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with exit_on_signal():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_handler_hears_its_signal_until_then() -> None:
    heard: list[int] = []
    with handled({signal.SIGUSR1: lambda number, _: heard.append(number)}):
        signal.raise_signal(signal.SIGUSR1)
    assert heard == [signal.SIGUSR1]
    assert signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL


def test_in_another_thread_nothing_changes() -> None:
    """There, no handler may be set."""
    failed: list[BaseException] = []

    def enter() -> None:
        try:
            with exit_on_signal():
                assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert failed == []


def test_a_signal_waits_while_it_is_held_back() -> None:
    done = []

    def replace() -> None:
        with exit_on_signal(), held_back():
            signal.raise_signal(signal.SIGTERM)
            done.append("replaced")

    with pytest.raises(SystemExit):
        replace()
    assert done == ["replaced"]
