"""A matter is stopped on screen, with a day and a reason, and is not deleted."""

from datetime import date

from tests.pages.designer.test_workshop import Shop
from tests.seating import HEALTH


def stop(shop, *, day, reason, by=()):
    shop.app.date_input(key="stop_day_SCJG-03").set_value(day).run()
    shop.app.multiselect(key="stop_by_SCJG-03").set_value(list(by)).run()
    shop.app.text_input(key="stop_reason_SCJG-03").set_value(reason).run()
    shop.press("shop_stop_sure")


def matter_in(office, code="SCJG-03"):
    with office.transaction() as stores:
        return stores.catalogue.read().catalogue.matters[code]


def test_a_matter_is_stopped_and_resumed_with_what_it_touches_said_before(office):
    shop = Shop(office, matter="SCJG-03")
    before = matter_in(office)
    assert "T01、T09、T10" in shop.html
    assert "在办 0 件" in shop.html

    stop(shop, day=date(2026, 1, 31), reason="", by=["SCJG-04"])
    assert matter_in(office) == before

    stop(shop, day=date(2026, 1, 31), reason="职能划转给新事项", by=["SCJG-04"])

    after = matter_in(office)
    assert (after.valid_to, after.replaced_by) == ("2026-01-31", ("SCJG-04",))
    assert after.fields == before.fields
    assert "已停用" in shop.html
    assert "之后由 SCJG-04" in shop.html

    shop.app.text_input(key="stop_reason_SCJG-03").set_value("又恢复办理").run()
    shop.press("shop_stop_sure")

    assert matter_in(office) == before.model_copy(update={"valid_to": None, "replaced_by": ()})
    assert "已停用" not in shop.html


def test_a_day_before_it_begins_and_another_departments_matter_are_refused(office):
    other = Shop(office, HEALTH, matter="SCJG-03")
    assert not [button for button in other.app.button if button.key == "shop_stop_sure"]

    with office.transaction() as stores:
        name = stores.catalogue.read().sources["matters", "SCJG-03"].file
        content = stores.catalogue.file(name).content + b"valid_from: '2026-06-01'\n"
        stores.catalogue.put({name: content}, at=office.clock(), by="policy", reason="x")
    shop = Shop(office, matter="SCJG-03")
    stop(shop, day=date(2026, 5, 31), reason="日期写早了")

    assert "停用日期早于生效日期" in " ".join(error.value for error in shop.app.error) + shop.html
    assert matter_in(office).valid_to is None
