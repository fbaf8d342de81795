"""A month."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.temporal import as_month, month_problem, to_month

KIND = FieldKind(
    problem=month_problem,
    coarsen=to_month,
    normalise=as_month,
    fineness=60,
    family=Family.MOMENT,
    words=SpreadsheetWords(chinese=("年月", "月份")),
)
