"""A day."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.temporal import as_day, date_problem, to_date

KIND = FieldKind(
    problem=date_problem,
    coarsen=to_date,
    normalise=as_day,
    fineness=70,
    family=Family.MOMENT,
    words=SpreadsheetWords(chinese=("日期", "日期型", "年月日", "d"), xlsform=("date",)),
)
