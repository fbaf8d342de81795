"""A department sees its visits day by day; the address says which."""

from core.staff.models import OPERATOR
from tests.pages.designer.screens import Screen
from tests.services.test_list_visits import PLACE, WEDNESDAY, restaurant_visited


def test_a_visit_leads_to_its_case_and_a_chosen_day_stands_in_the_address(office):
    case = restaurant_visited(office, "a visit")
    office.staff.accounts.change(OPERATOR, "health", department="ZJ")
    screen = Screen(office)
    screen.log_in("health")

    screen.visit("inspections")
    (option,) = (box for box in screen.app.selectbox if box.key.startswith("visit_day"))
    option.set_value(WEDNESDAY.isoformat()).run()

    assert not screen.app.exception
    assert PLACE in screen.html
    assert case.applicant_name in screen.html
    assert screen.html.count("意见未交") == 2
    assert WEDNESDAY.isoformat() in screen.app.query_params["day"]
    queries = [link.proto.query_string for link in screen.app.get("page_link")]
    assert [query for query in queries if query] == [f"case={case.number}&matter=ZJ-01"]


def test_without_visits_it_is_said_where_one_is_made(office):
    screen = Screen(office)
    screen.log_in("health")

    screen.visit("inspections")

    assert "要约，请在办件里约" in screen.html
