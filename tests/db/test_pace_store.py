"""How long work took is kept as sums, hall by hall."""

from core.visits.pace import Taken, Work
from db.transactions import transactions_of


def test_what_was_taken_adds_up_in_its_own_hall(engine):
    here, there = (transactions_of(engine, hall=hall) for hall in ("here", "there"))
    for seconds in (10.5, 20.0):
        with here() as stores:
            stores.pace.add({Work.FIELD: Taken(2, seconds), Work.PAPER: Taken(1, 40.0)})

    with here() as stores:
        observed = stores.pace.observed()
    with there() as stores:
        assert stores.pace.observed() == {}
    assert observed == {Work.FIELD: Taken(4, 30.5), Work.PAPER: Taken(2, 80.0)}
