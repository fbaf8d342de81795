"""No name is printed wrong: a character is itself, to the eye and in the text, or it is told."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from adapters.printing import PaperPrinter
from core.catalogue.models import FieldType
from core.forms.department_forms import DepartmentForm, FormEntry, FormSection, FormTable
from core.receipts.models import MissingGlyph, PaperForm
from tests.adapters.test_printing import RECEIPT

pytestmark = pytest.mark.xdist_group("printing")

NAMES = {
    "everyday": "林秋月",
    "extension B": "林𡌴𪚥",
    "extensions A and C to F": "㐂𪜀𫝀𫠠𬭊𬺰",
    "extensions G and H": "𰻞𱁬\U00031350",
    "late additions": "鿰鿿",
    "ideographic variants": "葛\U000e0100城葛\U000e0101葛",
    "a compatibility ideograph beside its twin": "\ufa19神",
    "a radical beside its twin": "⽔水",
    "a nationality's name in ideographs": "阿依古丽·买买提",
    "Uyghur": "ئابدۇرېھىم ئۆتكۈر",
    "Tibetan": "བསྟན་འཛིན་ རྒྱ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ",
    "Yi, Lisu, Dai": "ꆈꌠꓡꓲᥖᥭᥰ",
    "Latin": "Nguyễn Řehoř x̂ José",
    "Korean, Thai, Cyrillic, Indian": "한국 สมชาย ที่ Иван नरेन्द्र",
    "emoji": "❤️",
}
ODD = {"private": "林\ue863", "extension I": "\U0002ebf0秋", "a family": "👨\u200d👩\u200d👧"}


def paper(*entries, table=()):
    parts = tuple(FormEntry(f"F{i}", label, FieldType.TEXT, text) for i, (label, text) in entries)
    form = DepartmentForm("M", "申请表", "市场监管局", (FormSection("申请人", (*parts, *table)),))
    return PaperForm(form, "YC20261124-AAAA", RECEIPT.received_at)


@pytest.fixture(scope="module")
def pdf():
    named = [*NAMES.items(), *ODD.items()]
    return PaperPrinter().print_paper(paper(*enumerate(named)))


def text_of(pdf):
    said = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return re.sub("[\u202a-\u202e]", "", said.stdout.decode())


@pytest.mark.parametrize("name", [*NAMES.values(), *ODD.values()], ids=[*NAMES, *ODD])
def test_the_text_of_a_paper_is_what_was_given(pdf, name):
    assert name in text_of(pdf)


def test_no_box_is_drawn_instead_of_a_character(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    drawn = b"".join(page.get_contents().get_data() for page in pages)
    fonts = {
        str(font): resource
        for page in pages
        for font, resource in page["/Resources"]["/Font"].items()
    }

    assert {font.get_object()["/Encoding"] for font in fonts.values()} == {"/Identity-H"}
    glyphs = [
        run[i : i + 4]
        for run in re.findall(rb"<([0-9a-f]{4,})>", drawn)
        for i in range(0, len(run), 4)
    ]
    assert len(glyphs) > 100
    assert b"0000" not in glyphs


def test_what_no_font_has_is_reported_before_printing_with_its_place_and_code():
    missing = PaperPrinter().missing_on(paper(*enumerate([*NAMES.items(), *ODD.items()])))

    assert missing == tuple(MissingGlyph(place, text.strip("林秋")) for place, text in ODD.items())
    assert [glyph.code for glyph in missing][:2] == ["U+E863", "U+2EBF0"]


def test_a_paper_itself_says_what_no_font_has():
    html = PaperPrinter().html_of(replace(RECEIPT, applicant="林\U0002ebf0"))

    assert 'class="note"' in html
    assert "〔U+2EBF0〕" in html
    assert 'class="note"' not in PaperPrinter().html_of(RECEIPT)


def test_a_receipt_is_printed_all_the_same_and_marked():
    pdf = PaperPrinter().print_paper(replace(RECEIPT, applicant="林\U0002ebf0"))

    assert "林\U0002ebf0" in text_of(pdf)
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert shown.count("〔U+2EBF0〕") == 2


COLUMNS = {
    "姓名": (FieldType.TEXT, "阿卜杜热西提·买买提"),
    "社会保障号码": (FieldType.IDENTITY, "441202198803160028"),
    "性别": (FieldType.CHOICE, "女"),
    "民族": (FieldType.CHOICE, "维吾尔族"),
    "户口性质": (FieldType.CHOICE, "本市城镇"),
    "手机号码": (FieldType.PHONE, "+86-138-0000-2001"),
    "用工形式": (FieldType.CHOICE, "劳动合同制"),
    "入职日期": (FieldType.DATE, "2026-11-24"),
    "参保起始年月": (FieldType.MONTH, "2026-11"),
    "月缴费工资": (FieldType.MONEY, "12345.67"),
    "常住地址": (
        FieldType.ADDRESS,
        "广东省肇庆市端州区示例街道演示社区样例东路十二号 502 房",
    ),
}


def test_a_long_table_is_printed_across_with_numbers_unbroken_while_others_print():
    cells = [FormEntry(f"C{i}", name, *COLUMNS[name]) for i, name in enumerate(COLUMNS)]
    table = FormTable("F", "参保人员", tuple(cells), tuple(tuple(cells) for _ in range(300)))
    printer = PaperPrinter()

    with printer._turn:  # somebody else prints
        pdf = printer.print_paper(paper(table=(table,)))

    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) <= 15
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    text = text_of(pdf)
    for number in ("441202198803160028", "+86-138-0000-2001", "2026-11-24", "12345.67"):
        assert text.count(number) == 300
