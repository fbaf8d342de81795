"""Update lists over both databases: after publishing, by department, ticked off once."""

import json
from functools import partial
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.errors import RoundRefusedError
from core.services.acting import StaffContext
from core.services.officers.update_lists import UpdateLists
from tests.seating import HEALTH, POLICY, TAX, let_in
from tests.services.conftest import staffed
from tests.services.racing import all_at_once

MATTER = "预防接种证办理(建立预防接种档案)"


@pytest.fixture
def office(kind, tmp_path):
    with staffed(kind, tmp_path) as found:
        yield found


@pytest.fixture
def published(office):
    """A theme published by policy staff, with the first exempted materials of a department."""
    assert office.as_(HEALTH).rounds.updating.list_updates() == ()
    drafting = office.policy.designer.drafting
    new = drafting.create(name="Two", lead_department="GA", audience_kind="individual")
    drafting.save(new, drafting.arrange(new.document, ["WJ-03", "GA-03"]))
    office.policy.designer.publishing.publish(new.code)
    return new.code


def test_a_department_ticks_off_its_own_lines_and_the_first_stays(office, published):
    health = office.as_(HEALTH).rounds.updating
    lines = health.list_updates()
    assert lines
    assert {line.update.department for line in lines} == {"WJ"}
    keys = [line.update.key for line in lines]

    came = all_at_once(*[partial(health.tick_updates, published, 1, keys)] * 3)

    assert came == [None] * 3
    after = health.list_updates()
    assert {line.ticked_by for line in after} == {HEALTH.display_name}
    with office.transaction() as stores:
        assert len(stores.rounds.events(published)) == 1


def test_nobody_ticks_off_for_another_department_or_version(office, published):
    keys = [update.update.key for update in office.as_(HEALTH).rounds.updating.list_updates()]

    with pytest.raises(RoundRefusedError):
        office.as_(TAX).rounds.updating.tick_updates(published, 1, keys)
    with pytest.raises(RoundRefusedError):
        office.as_(HEALTH).rounds.updating.tick_updates(published, 2, keys)


def test_a_line_is_late_after_its_day_until_it_is_ticked_off(office, published):
    health = office.as_(HEALTH).rounds.updating
    assert not any(update.is_late for update in health.list_updates())

    office.clock.wait(days=20)
    assert all(update.is_late for update in health.list_updates())

    health.tick_updates(published, 1, [update.update.key for update in health.list_updates()])
    assert not any(update.is_late for update in health.list_updates())


def test_the_list_is_a_spreadsheet_and_json_that_say_the_same(office, published):
    updating = office.policy.rounds.updating
    rows = json.loads(updating.updates_file("json"))
    sheet = load_workbook(BytesIO(updating.updates_file("xlsx"))).worksheets[0]

    assert {row["theme"] for row in rows} == {published}
    assert {(row["matter"], row["matter_name"]) for row in rows} >= {("WJ-03", MATTER)}
    cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [line[6] for line in cells] == [row["label"] for row in rows]
    assert len(cells) == len(updating.list_updates())


def test_what_a_pull_brings_back_is_reported_beside_what_was_ticked(office, published):
    context = StaffContext(office.transaction, office.clock)
    with office.transaction() as stores:
        matters = stores.catalogue.read().catalogue.matters
    session = let_in(office.transaction, POLICY)

    as_is = UpdateLists(context, lambda _: matters).list_updates(session)
    gone = UpdateLists(context, lambda _: {}).list_updates(session)

    exempted = [line for line in as_is if line.update.after != "produced"]
    assert exempted
    assert all(line.is_pulled for line in exempted)
    assert not any(line.is_pulled for line in gone)
