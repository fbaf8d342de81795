"""As many of several options as apply."""

from core.kinds.records import Family, FieldKind, SpreadsheetWords
from core.kinds.values.choice import as_chosen, chosen_alone
from core.kinds.values.text import text_problem

KIND = FieldKind(
    problem=text_problem,
    normalise=as_chosen,
    fineness=130,
    family=Family.CHOICE,
    is_several=True,
    from_word=chosen_alone,
    words=SpreadsheetWords(
        chinese=("多选", "多选框", "复选", "复选框"),
        xlsform=("select_multiple",),
        xlsform_near=("rank",),
    ),
)
