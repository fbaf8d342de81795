"""Words of several lines."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem, tidy

KIND = FieldKind(
    problem=text_problem,
    normalise=tidy,
    fineness=10,
    family=Family.WORDS,
    takes_words=True,
    has_lines=True,
    is_typed=True,
    words=SpreadsheetWords(chinese=("多行文本", "长文本", "文本域", "备注型")),
)
