"""The number of a paper that tells who somebody is (证件号码)."""

from core.kinds.records import FieldKind, SpreadsheetWords
from core.kinds.values.identity import as_identity
from core.kinds.values.identity_papers import paper_number_problem

KIND = FieldKind(
    problem=paper_number_problem,
    normalise=as_identity,
    problem_on_paper=paper_number_problem,
    fineness=110,
    is_code=True,
    identifies=True,
    is_typed=True,
    words=SpreadsheetWords(chinese=("证件号码", "身份证", "身份证号", "公民身份号码")),
)
