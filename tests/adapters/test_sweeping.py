"""What is done again and again goes on after a failure, and stops when it is told to."""

from threading import Event

from adapters.sweeping import repeat
from core.errors import StorageError


def test_it_goes_on_after_a_failure_until_it_is_stopped():
    done, times = Event(), []

    def work():
        times.append(len(times))
        if len(times) == 1:
            raise StorageError
        done.set()

    stop = repeat(work, seconds=0.01)

    assert done.wait(5)
    stop()
