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
    gate = admission(Clock())

    assert [gate.enter("a") for _ in range(6)] == [True] * 4 + [False] * 2
    assert gate.enter("b")
    assert gate.connected == 5


def test_many_addresses_cannot_take_more_than_there_are():
    gate = admission(Clock())

    assert sum(gate.enter(str(number)) for number in range(30)) == 10


def test_a_place_is_free_when_its_session_is_gone_not_when_its_connection_is():
    clock = Clock()
    gate = admission(clock)
    for _ in range(100):
        gate.enter("a")
        gate.leave("a") if gate.connected else None
    assert not gate.has_room("a")

    clock.now = 91

    assert gate.has_room("a")
    assert gate.connected == 0


def test_whoever_lost_the_connection_comes_back_into_a_full_house():
    gate = admission(Clock(), sessions=4)
    for _ in range(4):
        gate.enter("a")
    gate.leave("a")

    assert not gate.enter("b")
    assert gate.enter("a", returning=True)
    assert gate.connected == 4


def test_whoever_returns_before_the_old_connection_is_noticed_has_a_little_room_kept():
    gate = admission(Clock(), sessions=4)
    for _ in range(4):
        gate.enter("a")

    assert gate.enter("a", returning=True)
    assert not gate.enter("a", returning=True)
