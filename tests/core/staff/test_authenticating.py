from hypothesis import given
from hypothesis import strategies as st

from core.staff.authenticating import (
    MOST_PASSWORD_BYTES,
    is_too_long,
    normal_username,
    password_fault,
)


@given(st.text())
def test_a_normal_username_stays_the_same(typed):
    once = normal_username(typed)

    assert normal_username(once) == once


@given(st.text(min_size=10))
def test_only_passwords_that_can_be_compared_are_taken(password):
    if password_fault(password, "policy") == "":
        assert len(password.encode()) <= MOST_PASSWORD_BYTES
        assert not is_too_long(password)
