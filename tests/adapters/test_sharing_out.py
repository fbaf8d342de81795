import os

import pytest

from adapters.sharing_out import shared_out


def test_work_is_done_by_several_processes_with_what_was_in_memory():
    known = {"a": 1, "b": 2, "c": 3}

    done = set(shared_out(lambda name: (known[name], os.getpid()), tuple(known), processes=2))

    assert {number for number, _ in done} == {1, 2, 3}
    assert os.getpid() not in {process for _, process in done}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_fails_is_reported(processes):
    with pytest.raises(ZeroDivisionError):
        list(shared_out(lambda _: 1 // 0, ("a", "b"), processes=processes))


def test_of_nothing_comes_nothing():
    assert list(shared_out(str.upper, ())) == []
