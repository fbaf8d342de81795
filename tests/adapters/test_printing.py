import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from adapters.paper_layouts import PaperVoice
from adapters.papers import PAPER_LAYOUTS
from adapters.printing import PaperPrinter
from adapters.typesetting import typeset
from core.errors import PrintingError
from core.materials.status import OwedDay
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter, ReceiptValueSource

pytestmark = pytest.mark.xdist_group("printing")  # one process prints what they all look at

NUMBER = "261124-ACDE-FGHY"
MATTERS = (
    ReceiptMatter("个体工商户设立登记", "市场监督管理局", 1),
    ReceiptMatter("公共场所卫生许可(新证,告知承诺)", "卫生健康局", 2),
    ReceiptMatter("户外招牌设置备案", "城市管理局", None),
    ReceiptMatter("即时备案", "税务局", 0),
)
STATES = ("passed_on", "shared", "fetched", "later", "template", "handed_in")
OWED = OwedDay(date(2026, 12, 3), "户外招牌设置备案", is_certain=True)
RECEIPT = Receipt(
    case_number=NUMBER,
    theme_name="开办理发店",
    theme_version=3,
    applicant="林秋月",
    received_at=datetime(2026, 11, 23, 16, 5, tzinfo=UTC),
    channel="kiosk",
    matters=MATTERS,
    materials=tuple(
        ReceiptMaterial(
            f"材料{state}", "经营场所(门店)", state, 2, OWED if state == "later" else None
        )
        for state in STATES
    ),
    fields=61,
    working_days=2,
    value_sources=(
        ReceiptValueSource(
            "e_licence",
            ("性别", "民族"),
            "居民身份证",
            "经营主体负责人:经营者",
            "0001",
            datetime(2026, 11, 23, 16, 1, tzinfo=UTC),
        ),
        ReceiptValueSource("contested", ("住所",)),
        ReceiptValueSource("derived", ("出生日期", "出生日期")),
        ReceiptValueSource("answer", ("经营面积",)),
        ReceiptValueSource("applicant", ("单位名称", "单位地址", "单位电话")),
    ),
)


def plain(text):
    """Text without the blanks of line breaks, and with one form for each character."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def text_of(pdf):
    return plain("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


@pytest.fixture(scope="module")
def pdf():
    return PaperPrinter().print_paper(RECEIPT)


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "演示"), ("en", "DEMO")])
def test_a_demo_says_so_in_the_place_of_the_seal_and_production_never_does(locale, words):
    for is_demo in (True, False):
        html = PaperPrinter(locale, is_demo=is_demo).html_of(RECEIPT)

        assert (words in html) == is_demo
        assert 'class="seal"' in html


def test_the_receipt_says_what_was_received(pdf):
    text = text_of(pdf)

    for words in ("收件凭证", NUMBER, "林秋月", "开办理发店", "61 项内容", "演示版"):
        assert plain(words) in text
    for matter in MATTERS:
        assert plain(matter.name) in text
        assert matter.department in text


def test_the_receipt_counts_what_was_asked_and_says_until_when_the_rest_is_owed(pdf):
    text = text_of(pdf)

    assert plain("要交 3 样：收到 2 样，还要补交 1 样；另有 3 样不用您交") in text
    assert plain("您还要交 材料名称 最晚哪一天 怎么交 材料later（经营场所）") in text
    assert plain("2026 年 12 月 3 日（星期四） 到大厅，在自助机或窗口交") in text
    assert text.count("材料later") == 1


def test_the_receipt_promises_working_days_after_acceptance_and_no_date_but_of_what_is_owed(pdf):
    text = text_of(pdf)

    assert "受理后1个工作日" in text
    assert "受理后2个工作日" in text
    assert re.findall(r"\d+月\d+日", text) == ["11月24日", "12月3日"]
    assert "2026年11月24日00:05" in text
    assert "受理回执" not in text


def test_the_receipt_says_where_the_entries_come_from(pdf):
    text = text_of(pdf)

    expected = ("经营主体负责人的《居民身份证》，编号…0001，2026-11-2400:01核验有效", "性别、民族")
    for words in (*expected, "和证照上的不一样", "住所", "经营面积", "您自己填写3项"):
        assert plain(words) in text
    assert text.count("出生日期") == 1
    assert "单位名称" not in text


def test_papers_stand_in_the_order_of_what_is_to_be_done_about_them(pdf):
    text = text_of(pdf)

    owed_first = ["later", *(state for state in reversed(STATES) if state != "later")]
    places = [text.index(f"材料{state}") for state in owed_first]

    assert places == sorted(places)


def test_the_receipt_bears_its_code_if_it_has_one(pdf):
    with_code = replace(RECEIPT, code="ACDE-FGHJ")

    assert "撤回码" not in plain(text_of(pdf))
    assert "撤回码ACDE-FGHJ只印在这张凭证上" in plain(
        text_of(PaperPrinter().print_paper(with_code))
    )


def test_the_receipt_can_be_heard(pdf):
    catalog = PdfReader(BytesIO(pdf)).trailer["/Root"]
    headers = list(_parts(catalog["/StructTreeRoot"], "/TH"))
    figures = list(_parts(catalog["/StructTreeRoot"], "/Figure"))

    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    assert {str(header["/A"]["/Scope"]) for header in headers} == {"/Column", "/Row"}
    assert [NUMBER in figure["/Alt"] for figure in figures] == [True]


def _parts(element, kind):
    element = element.get_object()
    if element.get("/S") == kind:
        yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child.get_object(), dict) and child.get_object().get("/Type") != "/OBJR":
            yield from _parts(child, kind)


def test_no_letter_of_the_receipt_is_smaller_than_twelve_points():
    html = PaperPrinter().html_of(RECEIPT)

    sizes = re.findall(r"([\d.]+)pt(?:/[\d.]+)? \"Noto|font-size: ([\d.]+)pt", html)

    assert sizes
    assert min(float(number or other) for number, other in sizes) >= 12


def test_every_word_of_the_receipt_is_a_word(pdf):
    assert "paper." not in text_of(pdf)


def test_the_code_on_the_receipt_opens_the_progress_where_phones_get_there():
    def scanned(receipt):
        return PAPER_LAYOUTS["receipt"].context(receipt, PaperVoice("zh-CN"))["qr_code"]

    page = f"https://hall.example/?case={NUMBER}"
    with_page = replace(RECEIPT, progress_page=page)

    assert scanned(RECEIPT) == segno.make_qr(NUMBER, error="m").svg_data_uri(border=1)
    assert scanned(with_page) == segno.make_qr(page, error="m").svg_data_uri(border=1)
    html = PaperPrinter().html_of(with_page)
    assert "扫码查进度、补材料" in html
    assert "扫凭证上的码拍照" in html
    assert ".ask img { width: 30mm; height: 30mm" in html


def test_the_receipt_says_by_when_all_is_done_and_where_it_is_collected():
    matters = (replace(MATTERS[0], results=("营业执照",)), *MATTERS[1:])
    text = plain(PaperPrinter().html_of(replace(RECEIPT, matters=matters, due_on=OWED.day)))

    assert plain("如果收件当天就受理，2026 年 12 月 3 日（星期四）以前全部办完") in text
    assert plain("营业执照：办好以后，带身份证和这张凭证，到综合窗口一次拿齐") in text


def test_a_browser_prints_the_same_page():
    assert PaperPrinter().lay_out(RECEIPT) == typeset(PaperPrinter().html_of(RECEIPT))


def test_the_same_receipt_is_the_same_file(pdf):
    assert PaperPrinter().print_paper(RECEIPT) == pdf


def test_the_receipt_speaks_english_too():
    reader = PdfReader(BytesIO(PaperPrinter("en").print_paper(RECEIPT)))

    assert "workingday2afteracceptance" in text_of_pages(reader)
    assert "个体工商户设立登记" in text_of_pages(reader)
    assert reader.metadata.title == f"Receipt {NUMBER}"


def text_of_pages(reader):
    return plain("".join(page.extract_text() for page in reader.pages))


def test_every_page_of_a_long_receipt_is_numbered_and_bears_the_case_number():
    many = tuple(replace(MATTERS[0], name=f"第{number}件事") for number in range(1, 61))

    pages = PdfReader(BytesIO(PaperPrinter().print_paper(replace(RECEIPT, matters=many)))).pages

    assert len(pages) > 1
    for place, page in enumerate(pages, start=1):
        text = plain(page.extract_text())
        assert f"第{place}页,共{len(pages)}页" in text
        assert text.count(NUMBER) == 2  # in the head, which is repeated, and in the foot


def test_what_people_type_is_printed_as_text_and_nothing_is_fetched():
    sly = replace(RECEIPT, applicant="<img src='http://127.0.0.1:1/x'><b>林</b>", channel="pigeon")

    html = PaperPrinter().html_of(sly)

    assert "<b>林" not in html
    assert "&lt;b&gt;林" in html
    assert "pigeon" in html


def test_a_paper_that_cannot_be_made_is_a_printing_error(monkeypatch):
    monkeypatch.setattr("adapters.printing._pdf_of", lambda _html: 1 // 0)

    with pytest.raises(PrintingError):
        PaperPrinter().print_paper(RECEIPT)


def test_a_receipt_for_somebody_who_reads_english_names_everything_in_both():
    names = {"开办理发店": "Opening a hair salon", "材料later": "Lease", "经营场所(门店)": "shop"}

    printed = text_of(PaperPrinter().print_paper(replace(RECEIPT, reader="en", names=names)))
    chinese = text_of(PaperPrinter().print_paper(RECEIPT))

    for words in ("收件凭证", "Receipt", "Openingahairsalon", "Lease·shop", "材料later"):
        assert words in printed
    assert "Receipt" not in chinese
