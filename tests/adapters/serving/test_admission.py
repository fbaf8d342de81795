from adapters.serving.admission import Admission
from adapters.serving.limits import Limits


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def admission(clock, sessions=10, of_address=4):
    limits = Limits(sessions, of_address, 1, 1, lingers=90)
    return Admission(limits, clock)


def test_one_address_cannot_take_every_place():
    here = admission(Clock())

    assert [here.enter("a") for _ in range(6)] == [True] * 4 + [False] * 2
    assert here.enter("b")
    assert here.connected == 5


def test_many_addresses_cannot_take_more_than_there_are():
    here = admission(Clock())

    assert sum(here.enter(str(number)) for number in range(30)) == 10


def test_a_place_is_free_when_its_session_is_gone_not_when_its_connection_is():
    clock = Clock()
    here = admission(clock)
    for _ in range(100):
        here.enter("a")
        here.leave("a") if here.connected else None
    assert not here.has_room("a")

    clock.now = 91

    assert here.has_room("a")
    assert here.connected == 0


def test_whoever_lost_the_connection_comes_back_into_a_full_house():
    here = admission(Clock(), sessions=4)
    for _ in range(4):
        here.enter("a")
    here.leave("a")

    assert not here.enter("b")
    assert here.enter("a", returning=True)
    assert here.connected == 4


def test_whoever_returns_before_the_old_connection_is_noticed_has_a_little_room_kept():
    here = admission(Clock(), sessions=4)
    for _ in range(4):
        here.enter("a")

    assert here.enter("a", returning=True)
    assert not here.enter("a", returning=True)
