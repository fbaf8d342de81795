"""Yes or no."""

from core.kinds.records import FieldKind, SpreadsheetWords
from core.kinds.values.choice import as_truth, is_boolean

KIND = FieldKind(
    problem=is_boolean,
    normalise=as_truth,
    fineness=120,
    is_truth=True,
    from_word=as_truth,
    words=SpreadsheetWords(chinese=("是否", "布尔", "布尔型", "逻辑型")),
)
