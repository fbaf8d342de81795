"""Wait for something to come true: how long it takes is the machine's, and says nothing."""

import time

_PATIENCE = 60


def wait_until(holds):
    """Return once it holds; fail where it never does."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def wait_for_more(rounds, more=1):
    """Return once so many rounds came since now."""
    before = len(rounds)
    wait_until(lambda: len(rounds) >= before + more)
