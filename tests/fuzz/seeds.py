"""Small right documents of every kind that is read, made in code."""

import json
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.catalogue.spreadsheets.importing import write_spreadsheet
from core.services.queries.exchange_theme import Notation, export_theme
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.filling import entry_for

THEMES = ("T02", "T03")
"""Whose forms are validated: one shop, and one with members and shareholders."""


def spreadsheets(catalogue):
    """Return workbooks: our own, a list of attributes, a blank form, XLSForms, a damaged one."""
    matters = list(catalogue.matters.values())
    return [
        *(write_spreadsheet(matter) for matter in matters[:: len(matters) // 4]),
        _saved({"实施清单": LISTING}),
        _saved({"申请表": BLANK_FORM}, merged=("A1:D1",)),
        _saved({"survey": SURVEY, "choices": CHOICES, "settings": [["form_title"], ["营业"]]}),
        _saved({"survey": LANGUAGES, "choices": CHOICES}),
        _saved({"一": BLANK_FORM, "二": LISTING}, hidden="二"),
        _saved({"公式": [["名称", "=A1&B1"], ["承诺办结时限", "=1+2"], ["日期", 45_000.5]]}),
    ]


def documents(catalogue):
    """Return themes as DMN and as JsonLogic, and small ones of others."""
    themes = [catalogue.themes[code] for code in ("T02", "T04")]
    ours = [export_theme(theme, catalogue.questions, how) for theme in themes for how in Notation]
    return [*ours, *(json.dumps({"matters": other}).encode() for other in OTHERS), TABLE.encode()]


def uploads(_catalogue):
    """Return pictures of several kinds and depths, and PDF files, one of them locked."""
    return [*map(_picture, PICTURES), _pdf(), _pdf(password="1"), _pdf(pages=3, script="1")]


def cases(catalogue):
    """Return cases filled in as they should be, some with few values only."""
    found = []
    for code in THEMES:
        theme = catalogue.themes[code]
        guide = guide_theme(ThemePlan(theme, catalogue), dict(theme.typical_answers))
        values = {str(field.key): _entry(field, catalogue) for field in guide.form}
        found.append({"theme": code, "answers": dict(theme.typical_answers), "values": values})
    few = [{**entry, "values": dict(list(entry["values"].items())[:20])} for entry in found]
    return [json.dumps(entry, ensure_ascii=False).encode() for entry in (*found, *found, *few)]


def _entry(field, catalogue):
    """Return a right value; the number of the identity card is a woman's."""
    return "女" if "女" in field.options else entry_for(field, catalogue)


def _saved(sheets, merged=(), hidden=""):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        sheet["A1"].comment = Comment("填写说明", "")
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


LISTING = [
    ["事项名称", "食品经营许可", "实施主体", "市场监督管理局"],
    ["承诺办结时限", "10个工作日", "法定办结时限", "20个工作日"],
    ["办理条件", "有固定场所", "是否需要现场核查", "是"],
    ["序号", "申请材料", "材料类型", "原件/复印件", "份数", "必要性", "签字盖章"],
    [1, "营业执照", "原件", "原件和复印件", 1, "必要", "无需盖章"],
    [2, "申请书", "申请表格文书类", "原件", 2, "容缺", "签字或盖章"],
]
BLANK_FORM = [
    ["食品经营许可申请表"],
    ["申请人姓名", None, "身份证号码", None],
    ["经营场所", None, "经营面积（平方米）", None],
    ["业态", "□销售 □餐饮", "是否网络经营", "□是 □否"],
    ["从业人员", "姓名", "性别", "健康证号"],
    [1, None, None, None],
]
SURVEY = [
    ["type", "name", "label", "required", "relevant", "constraint", "appearance"],
    ["text", "name", "姓名", "yes", None, None, None],
    ["select_one yes_no or_other", "online", "网络经营", None, "${area} > 3", None, None],
    ["begin group", "shop", "门店", None, "${online} = 'yes'", None, "field-list"],
    ["decimal", "area", "面积", "yes", None, ". > 0", None],
    ["end group", None, None, None, None, None, None],
    ["begin repeat", "staff", "人员", None, None, None, None],
    ["date", "born", "出生", None, None, ". < today()", None],
    ["end repeat", None, None, None, None, None, None],
]
CHOICES = [["list_name", "name", "label"], ["yes_no", "yes", "是"], ["yes_no", "no", "否"]]
LANGUAGES = [
    ["type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)"],
    ["text", "name", "姓名", "Name", "同身份证"],
    ["select_multiple yes_no", "some", "多选", "Some", None],
]
OTHERS = [
    [{"matter": "SCJG-01", "when": True}],
    [{"matter": "SCJG-01", "when": {"<": [3, {"var": "area_biz"}, 100]}}],
    [{"matter": "WJ-01", "when": {"or": [{"!": {"==": [{"var": "subject_type"}, "个体工商户"]}}]}}],
]
TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="t" namespace="urn:t">
<decision id="d" name="matters"><decisionTable hitPolicy="UNIQUE"><input><inputExpression
typeRef="number"><text>area_biz</text></inputExpression></input><output name="m"/><rule>
<inputEntry><text>(3..300]</text></inputEntry><outputEntry><text>"SCJG-01"</text></outputEntry>
</rule><rule><inputEntry><text>&gt; 300</text></inputEntry><outputEntry><text>"WJ-01"</text>
</outputEntry></rule></decisionTable></decision></definitions>"""
PICTURES = (
    ("L", "PNG", {}),
    ("RGB", "PNG", {}),
    ("RGBA", "PNG", {}),
    ("P", "PNG", {}),
    ("1", "PNG", {}),
    ("I;16", "PNG", {}),
    ("RGB", "JPEG", {}),
    ("L", "JPEG", {}),
    ("CMYK", "JPEG", {}),
    ("RGB", "JPEG", {"progressive": True}),
    ("RGB", "WEBP", {}),
    ("RGB", "GIF", {}),
    ("RGB", "TIFF", {}),
    ("RGB", "BMP", {}),
)


def _picture(kind):
    mode, form, options = kind
    picture = Image.new("L", (40, 30))
    picture.putdata([(7 * place) % 256 for place in range(40 * 30)])
    drawn = picture.convert(mode) if mode != "I;16" else picture.convert("I").convert("I;16")
    if form == "JPEG":
        exif = Image.Exif()
        exif[0x0112] = 6
        options = {**options, "exif": exif}
    kept = BytesIO()
    drawn.save(kept, form, **options)
    return kept.getvalue()


def _pdf(pages=1, password="", script=""):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    if script:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(script),
            }
        )
    if password:
        writer.encrypt("", owner_password=password)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def event_logs(_catalogue):
    """Return event logs: as spreadsheets here save them, as pm4py writes them, and XES."""
    table = "\n".join(",".join(row) for row in LOG)
    return [
        table.encode("utf-8-sig"),
        table.replace(",", ";").encode("gb18030"),
        table.encode("utf-16"),
        EXPORTED.encode(),
        XES.encode(),
    ]


LOG = [
    ["办件编号", "环节", "时间", "截止时间", "渠道", "事项", "材料"],
    ["甲1", "收件", "2026/12/1 9:05", "2026-12-08", "窗口", "SCJG-01", ""],
    ["甲1", "要求补充材料", "2026年12月2日 10:00", "2026-12-08", "窗口", "SCJG-01", "租赁合同"],
    ["甲1", "受理", "20261203090000", "2026-12-08", "窗口", "SCJG-01", ""],
    ["甲1", "准予", "2026-12-04T01:00:00Z", "2026-12-08", "窗口", "SCJG-01", ""],
]
EXPORTED = """case:concept:name,concept:name,time:timestamp,case:enddate,concept:instance
A,"T02 Check, twice",2011-10-11 13:45:40.276000+02:00,,1
A,"T02 Check, twice",2011-10-11 13:45:40.276000+02:00,,2
"""
XES = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/"><trace>
<string key="concept:name" value="A"/><event><string key="concept:name" value="accepted"/>
<date key="time:timestamp" value="2026-12-01T09:00:00.000+08:00"/></event></trace></log>"""
