"""Hypothesis strategies for whole matters, and for the words that stand in them."""

from hypothesis import strategies as st

from core.catalogue.models import (
    AllDocuments,
    AllOf,
    AmountByOption,
    AmountByRate,
    AmountPerUnit,
    AnyDocument,
    AnyOf,
    AssessedAmount,
    Charge,
    Column,
    Comparison,
    DocumentAbout,
    Exemption,
    FieldSpec,
    FixedAmount,
    MaterialRequirement,
    Matter,
    Operator,
    Waiver,
)

texts = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")),
        st.sampled_from("=+-@\n\t;、□[\"' "),
    ),
    min_size=1,
    max_size=12,
)
codes = st.from_regex(r"\A[a-z][a-z0-9_]{0,6}\Z")
scalars = texts | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False)
comparisons = st.builds(
    Comparison,
    question=codes,
    op=st.sampled_from(Operator),
    value=scalars | st.lists(scalars, max_size=3).map(tuple),
)
conditions = st.recursive(
    comparisons,
    lambda parts: (
        st.builds(AllOf, all=st.lists(parts, max_size=3).map(tuple))
        | st.builds(AnyOf, any=st.lists(parts, max_size=3).map(tuple))
    ),
    max_leaves=5,
)
documents = st.builds(DocumentAbout, document=codes, subject=st.none() | codes)
several = st.lists(documents, min_size=1, max_size=3).map(tuple)
COLUMN = {
    "id": codes,
    "label": texts,
    "type": st.sampled_from(["text", "date", "datetime", "choice", "declaration"]),
    "required": st.booleans(),
    "section": texts | st.just(""),
    "options": st.lists(texts, max_size=3).map(tuple),
    "validation": texts | st.just(""),
    "note": texts | st.just(""),
    "element": st.none() | codes,
    "subject": st.none() | codes,
    "when": st.none() | conditions,
    "code_list": texts | st.just(""),
    "filled_by": texts | st.just(""),
}
plain_fields = st.fixed_dictionaries(COLUMN).map(FieldSpec.model_validate)
tables = st.fixed_dictionaries(
    {
        **COLUMN,
        "type": st.just("table"),
        "columns": st.lists(
            st.fixed_dictionaries(COLUMN).map(Column.model_validate), min_size=1, max_size=3
        ).map(tuple),
    }
).map(FieldSpec.model_validate)
MATERIAL = {
    "id": codes,
    "name": texts,
    "kind": st.sampled_from(["evidence", "generated_form", "commitment"]),
    "form": st.sampled_from(["original", "copy", "original_and_copy", "electronic"]),
    "copies": st.integers(0, 9),
    "necessity": st.sampled_from(["required", "deferrable"]),
    "source": st.sampled_from(["applicant", "government", "intermediary", "form"]),
    "signing": st.sampled_from(["none", "signature", "seal", "signature_and_seal"]),
    "evidence": st.none()
    | documents
    | st.builds(AllDocuments, all=several)
    | st.builds(AnyDocument, any=several),
    "produced_by": st.lists(codes, max_size=2).map(tuple),
    "exemption": st.none()
    | st.builds(
        Exemption,
        by=st.sampled_from(["e_licence", "data_sharing", "commitment", "generated_form"]),
        name=texts | st.just(""),
    ),
    "basis": texts | st.just(""),
    "note": texts | st.just(""),
    "when": st.none() | conditions,
}
materials = st.builds(MaterialRequirement, **MATERIAL)
yuan = st.decimals(0, 999_999, places=2).map(str)
CHARGE = {
    "name": texts,
    "kind": st.sampled_from(["fee", "tax"]),
    "amount": st.builds(FixedAmount, rule=st.just("fixed"), yuan=yuan)
    | st.builds(
        AmountByOption,
        rule=st.just("by_option"),
        field=codes,
        options=st.dictionaries(
            texts | st.sampled_from(["其余选项", '"', "a：1.00元"]), yuan, max_size=3
        ),
        otherwise=st.none() | yuan,
    )
    | st.builds(AmountPerUnit, rule=st.just("per_unit"), field=codes, each=yuan)
    | st.builds(
        AmountByRate,
        rule=st.just("rate"),
        field=codes,
        percent=st.sampled_from(["3", "1.5", "0.0001"]),
        in_ten_thousands=st.booleans(),
    )
    | st.builds(AssessedAmount, rule=st.just("assessed"), criteria=texts),
    "payer": st.none() | codes,
    "before": st.sampled_from(["decision", "issuing"]),
    "waivers": st.lists(st.builds(Waiver, when=conditions, basis=texts), max_size=2).map(tuple),
    "basis": texts,
}
charges = st.builds(Charge, **CHARGE)
days = st.none() | st.dates().map(lambda day: day.isoformat())
lines = st.lists(texts | st.just(""), max_size=2).map(tuple)
several_codes = st.lists(codes, max_size=2).map(tuple)
MATTER = dict(
    code=codes,
    name=texts,
    department=st.just("SCJG"),
    committed_days=st.integers(0, 99),
    statutory_days=st.none() | st.integers(0, 99),
    processing=st.sampled_from(["immediate", "committed"]),
    informed_commitment=st.booleans(),
    catalogue_code=texts | st.just(""),
    catalogue_code_note=texts | st.just(""),
    implementation_code=texts | st.just(""),
    kind=texts | st.just(""),
    level=texts | st.just(""),
    audience=texts | st.just(""),
    clock_note=texts | st.just(""),
    onsite_visits=st.integers(0, 9),
    inspects=st.none() | codes,
    charge=st.none() | charges,
    applies_when=st.none() | conditions,
    already_when=st.none() | conditions,
    form_name=texts | st.just(""),
    valid_from=days,
    valid_to=days,
    confidence=texts | st.just(""),
    fee=texts | st.just(""),
    source=texts | st.just(""),
    note=texts | st.just(""),
    **dict.fromkeys(
        ("channels", "legal_basis", "acceptance_conditions", "situations", "results"), lines
    ),
    **dict.fromkeys(("requires", "replaced_by"), several_codes),
    fields=st.lists(plain_fields | tables, max_size=4, unique_by=lambda f: f.id).map(tuple),
    materials=st.lists(materials, max_size=3, unique_by=lambda m: m.id).map(tuple),
)
matters = st.builds(Matter, format=st.just(1), **MATTER)
