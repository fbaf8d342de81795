"""What all matters share is found, read, changed with a reason, and taken back."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.services.library import EntryKind
from tests.seating import HEALTH, POLICY, let_in

PRESSED = object()


def _script(library, session, person):
    from pages.designer import bank, workspace  # noqa: PLC0415 -- AppTest ships source

    workspace.current_workspace().session = session
    workspace.current_workspace().person = person
    bank.overview.page(library)


class Bank:
    """The page of one person."""

    def __init__(self, office, member=POLICY, **address):
        self.library, self.session = office.library, let_in(office.transaction, member)
        given = (office.library, self.session, member)
        self.app = AppTest.from_function(_script, args=given, default_timeout=60)
        for name, value in address.items():
            self.app.query_params[name] = value
        self.run(self.app)

    def run(self, element):
        element.run()
        assert not self.app.exception

    def press(self, key):
        self.run(self.app.button(key=key).click())

    def give(self, value, name, part="", code="has_license", kind="questions"):
        """Give a widget of an attribute a value, whatever it was drawn by."""
        key = f"bank_{kind}_{code}_{name}{part}_"
        every = (*self.app.text_area, *self.app.text_input, *self.app.selectbox, *self.app.toggle)
        every += (*self.app.multiselect, *self.app.number_input, *self.app.date_input)
        every = self.app.button if value is PRESSED else every
        widget = next(w for w in every if w.key and w.key.startswith(key))
        if value is PRESSED:
            self.run(widget.click())
            return
        self.run(widget.set_value(value))

    def submit(self, reason="按新规定改"):
        field = next(w for w in self.app.text_input if (w.key or "").startswith("bank_reason_"))
        self.run(field.set_value(reason))
        self.press("bank_submit")

    def entry(self, code, kind=EntryKind.QUESTIONS):
        return self.library.listing.entry(self.session, kind, code).entry

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def opened(self):
        return [b.key.removeprefix("open_") for b in self.app.button if b.key.startswith("open_")]


def test_an_entry_is_found_by_first_letters_and_opened(office):
    bank = Bank(office)
    bank.run(bank.app.text_input(key="bank_words_questions").input("yyzz"))
    assert "has_license" in bank.opened

    bank.press("open_has_license")

    assert "开办餐饮店" in bank.html
    assert "营业执照已经拿到了吗？" in bank.html
    assert bank.app.query_params["entry"] == "has_license"


def test_a_question_says_whom_it_breaks_before_it_is_changed_and_goes_back(office):
    bank = Bank(office, entry="has_license")
    bank.give("有\n否", "options")

    assert "5 个主题在用，5 个已发布。已发布的版本不变" in bank.html
    assert "问题 has_license 没有选项“是”" in bank.html
    bank.submit()
    assert bank.entry("has_license").options == ("有", "否")
    assert bank.entry("has_license").unsure.ask[0].if_yes == "有"

    bank = Bank(office, entry="has_license", tab="history")
    assert "按新规定改" in bank.html
    bank.run(bank.app.text_input(key="bank_back_reason_has_license_2").set_value("改错了一次"))
    bank.press("go_back_sure_2")

    assert bank.entry("has_license").options == ("是", "否")


def test_spoken_words_and_what_helps_the_unsure_are_given(office):
    bank = Bank(office, entry="has_license")
    bank.give("拿到了", "spoken_options", "_是")
    bank.give("看看墙上有没有执照？", "unsure", "_say_1")
    bank.give("否", "unsure", "_if_no_1")
    bank.give("否", "unsure", "_take")
    bank.submit()

    said = bank.entry("has_license")
    assert said.spoken_options == {"是": "拿到了"}
    assert said.unsure.ask[1].if_no == "否"
    assert said.unsure.take == "否"


@pytest.mark.parametrize(
    ("kind", "code", "name", "value"),
    [
        ("elements", "per.name", "validation", "2至50字"),
        ("elements", "per.name", "role_bound", True),
        ("subjects", "agent", "asked_as", "谁来替您跑？"),
        ("documents", "mat.lease", "signed_by", "principal"),
        ("licences", "居民身份证", "issuer", "公安机关"),
        ("mappings", "re.reason", "basis", "契税法第二条"),
        ("documents", "mat.lease", "deprecated", "改用房屋租赁备案"),
        ("derivations", "per.nationality@* ← per.id_no@同一主体", "basis", "居民身份证法第三条"),
        ("standards", "GB 11643", "name", "公民身份号码（2026）"),
        ("page_titles", "place", "asked_as", "店开在哪里？"),
        ("departments", "SCJG", "note", "一楼"),
    ],
)
def test_every_list_is_changed_in_the_same_room(office, kind, code, name, value):
    bank = Bank(office, list=kind, entry=code)
    bank.give(value, name, code=code, kind=kind)
    bank.submit()

    assert getattr(bank.entry(code, EntryKind(kind)), name) == value


def test_a_new_question_is_made_with_what_it_cannot_be_without(office):
    bank, both = Bank(office), "是\n否"
    code_wrong, options_wrong = "“编码”没有填，或者填得不对。", "要选的问题至少写两个选项。"
    for code, options, refusal in (
        ("outside seats", both, code_wrong),
        ("outside_seats", "是", options_wrong),
        ("outside_seats", both, ""),
    ):
        bank.app.text_input(key="new_id").input(code)
        bank.app.text_input(key="new_text").input("要不要摆外摆？")
        bank.app.text_area(key="new_options").input(options)
        bank.app.text_input(key="new_reason_questions").input("夜市要用")
        bank.press("bank_make_questions")
        assert refusal in bank.html
        assert "too_few" not in bank.html

    assert bank.entry("outside_seats").options == ("是", "否")
    assert bank.app.query_params["entry"] == "outside_seats"


def test_departments_read_and_do_not_change(office):
    bank = Bank(office, HEALTH, entry="has_license")

    assert "由政策人员改" in bank.html
    assert not any((w.key or "").startswith("bank_questions_") for w in bank.app.text_area)


def test_a_number_has_a_smallest_and_a_largest(office):
    assert "最小的数" not in Bank(office, entry="has_license").html
    bank = Bank(office, entry="area_biz")
    bank.give(5.0, "minimum", code="area_biz")
    bank.give(4.0, "maximum", code="area_biz")
    assert "最小的数比最大的数还大" in bank.html

    bank.give(20000.0, "maximum", code="area_biz")
    bank.submit()

    asked = bank.entry("area_biz")
    assert (asked.minimum, asked.maximum) == (5, 20000)


def test_further_fields_of_an_answer_are_written_and_wrong_lines_told(office):
    code = "premises_tenure"
    bank = Bank(office, entry=code)
    before = bank.entry(code).also_answers
    bank.give("YC-01.F09 借来的 → 其他", "also_answers", "_0_maps", code=code)
    assert "这一行看不懂：YC-01.F09 借来的 → 其他" in bank.html

    bank.give("YC-01.F09 租赁 → 其他", "also_answers", "_0_maps", code=code)
    bank.give(["自有", "租赁"], "also_answers", "_0_as_无偿使用", code=code)
    bank.give("只有店面才算", "also_answers", "_0_basis", code=code)
    bank.give("由谁办理 委托代理", "also_answers", "_0_when", code=code)
    bank.give(PRESSED, "also_answers", "_0_when", code=code)
    bank.give(PRESSED, "also_answers", "_1_take_out", code=code)
    bank.give("per.name", "also_answers", "_new_field_element", code=code)
    bank.give("agent", "also_answers", "_new_field_subject", code=code)
    bank.give(PRESSED, "also_answers", "_add", code=code)
    bank.submit()

    first, *_, last = bank.entry(code).also_answers
    assert first.maps == {"YC-01.F09": {"租赁": "其他"}}
    assert first.written_as["无偿使用"] == ("自有", "租赁")
    assert (first.basis, first.when.question) == ("只有店面才算", "by_agent")
    assert last.field == "per.name@agent"
    assert len(bank.entry(code).also_answers) == len(before)


def test_a_record_that_tells_the_answer_is_added(office):
    bank = Bank(office, entry="has_license")
    bank.give("居民身份证", "found_on", "_new_licence")
    bank.give("per.id_no", "found_on", "_new_holder_element")
    bank.give("agent", "found_on", "_new_holder_subject")
    bank.give(PRESSED, "found_on", "_add")
    place = len(bank.entry("has_license").found_on)
    bank.give("否", "found_on", f"_{place}_there")
    bank.give("有效 → 是\n失效 → 否", "found_on", f"_{place}_written_as")
    bank.submit()

    link = bank.entry("has_license").found_on[-1]
    assert (link.licence, link.holder, link.there) == ("居民身份证", "per.id_no@agent", "否")
    assert link.written_as == {"有效": "是", "失效": "否"}


def test_who_is_never_the_same_person_is_said_with_the_law(office):
    of = {"code": "agent", "kind": "subjects"}
    bank = Bank(office, list="subjects", entry="agent")
    bank.give("buyer", "never", "_new_subject", **of)
    bank.give("民法典第一百六十八条", "never", "_new_basis", **of)
    bank.give(PRESSED, "never", "_add", **of)
    bank.give("被代理人同意", "never", "_1_unless", **of)
    bank.give("", "never", "_0_basis", **of)
    assert "“依据”没有填" in bank.html
    bank.submit()

    first, added = bank.entry("agent", EntryKind.SUBJECTS).never
    assert first.basis.startswith("民法典第一百六十一条")
    assert (added.subject, added.unless) == ("buyer", "被代理人同意")


def test_a_law_is_made_and_its_end_says_whom_it_touches(office):
    bank = Bank(office, list="laws")
    bank.app.text_input(key="new_name").input("食品经营许可和备案管理办法")
    bank.app.text_input(key="new_reason_laws").input("补上施行日期")
    bank.press("bank_make_laws")
    of = {"code": "食品经营许可和备案管理办法", "kind": "laws"}

    bank.give(date(2026, 12, 31), "valid_to", **of)
    assert "食品经营许可（" in bank.html
    assert "2027-01-01" in bank.html
    bank.submit()
    assert bank.entry("食品经营许可和备案管理办法", EntryKind.LAWS).valid_to == "2026-12-31"

    bank.give(date(2026, 11, 1), "valid_to", **of)
    assert "这部法规已经失效" in bank.html


def test_a_rule_that_nobody_can_follow_says_so(office):
    code = "per.nationality@* ← per.id_no@同一主体"
    bank = Bank(office, list="derivations", entry=code)
    assert "不会照着做" not in bank.html

    bank.give("问一问老王", "rule", code=code, kind="derivations")

    assert "不会照着做" in bank.html
