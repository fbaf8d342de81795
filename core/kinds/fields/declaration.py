"""A declaration that the applicant agrees to (承诺声明)."""

from core.kinds.records import Act, FieldKind, SpreadsheetWords
from core.kinds.values.choice import as_truth, is_declaration

KIND = FieldKind(
    problem=is_declaration,
    normalise=as_truth,
    fineness=160,
    act=Act.AGREEING,
    words=SpreadsheetWords(chinese=("承诺声明", "承诺", "声明"), xlsform=("acknowledge",)),
)
