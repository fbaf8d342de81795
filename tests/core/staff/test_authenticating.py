from hypothesis import given
from hypothesis import strategies as st

from core.staff.authenticating import normal_username


@given(st.text())
def test_a_normal_username_stays_the_same(typed):
    once = normal_username(typed)

    assert normal_username(once) == once
