"""Words of one line."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.text import text_problem, tidy

KIND = FieldKind(
    problem=text_problem,
    normalise=tidy,
    fineness=20,
    family=Family.WORDS,
    takes_words=True,
    is_typed=True,
    words=SpreadsheetWords(
        chinese=("文本", "字符", "字符型", "字符串", "单行文本", "文本框", "c"),
        xlsform=("text", "string"),
        xlsform_near=("time", "barcode"),
    ),
)
