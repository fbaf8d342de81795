"""One of several options."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem, tidy

KIND = FieldKind(
    problem=text_problem,
    normalise=tidy,
    fineness=140,
    family=Family.CHOICE,
    words=SpreadsheetWords(
        chinese=("单选", "单选框", "下拉", "下拉框", "下拉选择", "选择", "枚举"),
        xlsform=("select_one",),
    ),
)
