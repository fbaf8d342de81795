"""A table: a row for each member, a value for each column."""

from core.kinds.records import Act, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem

KIND = FieldKind(
    problem=text_problem,
    fineness=170,
    act=Act.LISTING,
    words=SpreadsheetWords(chinese=("表格", "子表", "明细表", "列表")),
)
