"""The ledger of a department: what changed, what is due, what lacks; filtered by the address."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from core.services.officers.department_ledger import LedgerFilter
from tests.seating import HEALTH, POLICY, let_in


def _script(ledgers, session):
    from pages.designer import rounds, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    rounds.ledger.page(ledgers)


def page_of(office, member=POLICY, **address):
    given = (office.rounds.ledgers, let_in(office.transaction, member))
    app = AppTest.from_function(_script, args=given, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app, "".join(element.proto.body for element in app.get("html"))


def test_the_ledger_counts_changes_updates_and_bases_of_the_own_matters(office):
    session = let_in(office.transaction, POLICY)
    with office.transaction() as stores:
        matters = stores.catalogue.read().catalogue.matters
    changed = matters["WJ-01"].model_copy(update={"fee": "改过"})
    office.library.revising.revise(session, matters["WJ-01"], changed, "按新文件改")
    drafting = office.policy.designer.drafting
    new = drafting.create(name="Two", lead_department="GA", audience_kind="individual")
    drafting.save(new, drafting.arrange(new.document, ["WJ-03", "GA-03"]))
    office.policy.designer.publishing.publish(new.code)

    ledger = office.as_(HEALTH).rounds.ledgers.ledger()

    lines = {line.code: line for line in ledger.lines}
    assert set(ledger.departments) == {"WJ"}
    assert set(lines) == {code for code, each in matters.items() if each.department == "WJ"}
    assert (lines["WJ-01"].changes, lines["WJ-01"].last_change.reason) == (1, "按新文件改")
    assert lines["WJ-03"].updates
    assert lines["WJ-03"].due_on > date(2026, 11, 24)
    changed_only = ledger.only("", LedgerFilter.CHANGED)
    assert [line.code for line in changed_only] == ["WJ-01"]
    later = office.as_(HEALTH).rounds.ledgers.ledger(date(2099, 1, 1))
    assert later.only("", LedgerFilter.CHANGED) == ()

    content = office.as_(HEALTH).rounds.ledgers.ledger_file(ledger.since)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == sorted(lines)

    _, shown = page_of(office, HEALTH, only="changed")
    assert "按新文件改" in shown
    assert "WJ-03" not in shown
    app, everything = page_of(office, department="SCJG", since="nonsense", only="other")
    assert "SCJG-03" in everything
    assert "WJ-01" not in everything
    app.segmented_control(key="ledger_only").set_value(LedgerFilter.UPDATES).run()
    assert app.query_params["only"] in ("updates", ["updates"])
