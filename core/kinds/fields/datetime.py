"""A day and a time of day."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.temporal import as_moment, datetime_problem

KIND = FieldKind(
    problem=datetime_problem,
    normalise=as_moment,
    fineness=80,
    family=Family.MOMENT,
    words=SpreadsheetWords(chinese=("日期时间", "日期时间型", "时间", "dt"), xlsform=("datetime",)),
)
