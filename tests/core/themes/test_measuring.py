"""Trips: from home if everything can be done online, otherwise once."""

import pytest

from core.catalogue.models import Matter
from core.themes.measuring import Trips, count_trips


def matter(channels=("网上办理(政务服务网)",), visits=0):
    return Matter(
        format=1,
        code="A",
        name="A",
        department="D",
        committed_days=1,
        onsite_visits=visits,
        channels=channels,
    )


@pytest.mark.parametrize(
    ("matters", "trips"),
    [
        ([], Trips(0, 0)),
        ([matter()], Trips(1, 0)),
        ([matter(), matter()], Trips(2, 0)),
        ([matter(visits=2), matter()], Trips(4, 1)),
        ([matter(channels=("窗口办理",)), matter()], Trips(2, 1)),
        ([matter(channels=())], Trips(1, 1)),
        ([matter(channels=("移动端(粤省事/粤商通)",))], Trips(1, 0)),
        ([matter(channels=("政务APP",))], Trips(1, 0)),
        ([matter(channels=("Online",))], Trips(1, 0)),
        ([matter(channels=("政务服务网",))], Trips(1, 0)),
        ([matter(channels=("微信公众号",))], Trips(1, 0)),
        ([matter(channels=("政务服务网点", "银行网点"))], Trips(1, 1)),
        ([matter(channels=("Application desk",))], Trips(1, 1)),
    ],
)
def test_trips_are_counted_as_the_design_says(matters, trips):
    assert count_trips(matters) == trips
