"""Steps are named in what is kept of a visit; earlier releases numbered them."""

import pytest

from core.visits.steps import SIX_STEPS, VisitStep, read_step


@pytest.mark.parametrize("step", VisitStep)
def test_a_step_is_read_by_its_name_and_by_the_number_it_had(step):
    assert read_step(step.value) is step
    assert step not in SIX_STEPS or read_step(step.number) is step


@pytest.mark.parametrize("kept", ["", "forms", 7])
def test_what_names_no_step_is_refused(kept):
    with pytest.raises((ValueError, IndexError)):
        read_step(kept)
