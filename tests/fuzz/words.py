"""Words and values that readers have to do with, and those that have made readers fail."""

import json

CELLS = (
    *r"""| |-|是|否|无|无需盖章|签字或盖章|√|☑个人 □单位|五个工作日|3个月|24小时|5-10个工作日
即办|必填|选填|原件|复印件1份|原件和复印件|申请材料|填写项|字段|名称|事项名称|承诺办结时限
法定办结时限|实施主体|办理条件|设定依据|1.|（一）|=SUM(A1)|#REF!|#N/A|001|1e400|-0|select_one s1
select_multiple s1 or_other|begin group|end group|begin repeat|end_repeat|calculate|note|text
integer|decimal|${q1} > 3|. >= 0|label::中文 (zh)|relevant|constraint|choice_filter|required
list_name|_x000D_|𠮷野""".replace("\n", "|").split("|"),
    "\u200b名\u200d称",
    "\x00",
    "\x1f",
    "\u202e",
    "ﷺ" * 9,
    "长" * 33_000,
)
"""What stands in the cells of 实施清单, blank forms and XLSForms."""

VALUES = (
    *json.loads(r"""["", " ", "长期", "2026-02-30", "2026-13", "９９", "２０２６年", "1899-12-31",
"2026-01-01T25:00", "11010519491231002X", "110105194912310021", "000000000000000000",
"91110000600037341L", "５２１１００００", "+86 138 0013 8000", "00852-2123 4567", "1e999999",
"1E-400", "NaN", "Infinity", "-1", "0", "1,000.50", "１２.５万", "十二", "²", "½", "٣", "१२",
"是", "true", "\u0000", "\u200e", "\u2028", "\ud800", "e\u0301", "🀄", "=1+1", "a@b", "@",
"110000", "000000", "北京市",
null, true, false, 0, -1, 1.5, 1e308, 5e-324, [], [[]], {}, [null], ["甲", "甲"],
{"a": 1}, [{}], {"value": "x"}, [[["x"]]]]"""),
    "1" * 18,
    "9" * 5_000,
    10**40,
    -(10**400),
    ["1"] * 250,
)
"""What somebody may type, or a program send, for a value of a form."""

RULES = (
    *json.loads(r"""[{"var": "area_biz"}, {"var": ["area_biz", 1]}, {"var": "a.b"}, {"var": ""},
{"var": null}, null, {"!=": [{"var": "area_biz"}, null]}, {"!=": null}, {"and": []}, {"or": []},
{}, [], true, false, {"!": []}, {"!!": [{"var": "area_biz"}]}, {"if": []}, {"missing": ["x"]},
{"<": [1]}, {"in": []}, {"in": [{"var": "area_biz"}, []]}, {"<": [1, {"var": "area_biz"}, 2, 3]},
{"some": []}, {"": 1}, {"==": [{"var": "Shop area"}, 1]}, 3, "甲",
{"some": [{"var": "area_biz"}, {"in": [{"var": ""}, [1]]}]},
{"and": [{"in": ["a", {"var": "q"}]}, {"!": {"some": [{"var": "q"}, {"!": 1}]}}]}]"""),
    10**400,
)
"""Rules, and what looks like rules."""

FEEL = (
    *r"""-
null
? != null
not(null)
not()
1-2
3 + 4
[1..5]
]1..5[
[5..1]
"甲"
"a", "b"
"a" "b"
"a\"
"\x"
007
٣
1e5
> 3
> x
(? > 1) and (? < 3)
? = 1 or ? = 2
? > 1 and ? = 1 or ? = 2
((((
))))
(")")
today()
[
..
[..]
some x in ? satisfies list contains([], x)
count(?) = 0 and (every x in ? satisfies list contains([], x))
matters
questions
area_biz
SCJG-01
number
string
boolean
javascript
COLLECT
UNIQUE
ANY
FIRST
SUM""".splitlines(),
    "",
    "9" * 500,
    "0." + "1" * 300,
    "?" * 99,
)
"""Cells, names and types of decision tables."""

BYTES = (
    *(
        b"\x00|\xff\xfe|\xef\xbb\xbf|\xff|PK\x03\x04|%PDF-1.7|%%EOF|/JS|/EmbeddedFiles|endobj|1 0 R"
        b"|/Kids|/Count -1|stream|endstream|xref|\xff\xd8|\xff\xd9|\xff\xe1|Exif\x00\x00|IDAT|IEND"
        b"|RIFF|WEBP|VP8X|<!DOCTYPE a [<!ENTITY b 'c'>]>|&b;|&#0;|]]>|<![CDATA[|{|}|\"|\\u0000"
        b"|\\ud800|NaN|1e999|\x7f\xff\xff\xff|\xff\xff\xff\xff|\x00\x00\x00\x00|\x80|\x0c\x0b"
        b'|\xed\xa0\x80|\xf4\x90\x80\x80|inlineStr|<f>|<v>999999999999</v>|t="s"|t="e"'
        b'|r="ZZZZ9999999"|state="veryHidden"|mergeCell'
    ).split(b"|"),
    b"[" * 2_000,
    b"9" * 5_000,
)
"""Pieces of formats that stand where they should not."""
