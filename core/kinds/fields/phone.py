"""A telephone number."""

from core.kinds.records import FieldKind, SpreadsheetWords
from core.kinds.values.phone import as_phone, phone_problem

KIND = FieldKind(
    problem=phone_problem,
    normalise=as_phone,
    fineness=100,
    is_code=True,
    is_typed=True,
    words=SpreadsheetWords(chinese=("电话", "联系电话", "手机", "手机号")),
)
