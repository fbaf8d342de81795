"""A measure."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.numeric import as_number, number_problem

KIND = FieldKind(
    problem=number_problem,
    normalise=as_number,
    from_word=as_number,
    fineness=30,
    family=Family.NUMBER,
    is_typed=True,
    words=SpreadsheetWords(
        chinese=("数字", "数值", "数值型", "小数", "n"), xlsform=("decimal", "range")
    ),
)
