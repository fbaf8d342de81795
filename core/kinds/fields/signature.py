"""The signature of somebody who acts in the case."""

from core.kinds.records import Act, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem, tidy

KIND = FieldKind(
    problem=text_problem,
    normalise=tidy,
    fineness=150,
    act=Act.SIGNING,
    words=SpreadsheetWords(chinese=("签名", "签章", "签字", "盖章")),
)
