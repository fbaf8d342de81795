"""How long work took is kept as sums, hall by hall."""

from core.visits.time_estimates import ElapsedTotal, StepKind
from db.transactions import transactions_of


def test_what_was_taken_adds_up_in_its_own_hall(engine):
    first_hall, there = (transactions_of(engine, hall=hall) for hall in ("here", "there"))
    for seconds in (10.5, 20.0):
        with first_hall() as stores:
            stores.elapsed_times.add(
                {StepKind.FIELD: ElapsedTotal(2, seconds), StepKind.PAPER: ElapsedTotal(1, 40.0)}
            )

    with first_hall() as stores:
        observed = stores.elapsed_times.observed()
    with there() as stores:
        assert stores.elapsed_times.observed() == {}
    assert observed == {
        StepKind.FIELD: ElapsedTotal(4, 30.5),
        StepKind.PAPER: ElapsedTotal(2, 80.0),
    }
