"""Hypothesis strategies for whole matters, and for the words that stand in them."""

from hypothesis import strategies as st

from core.catalogue.models import (
    AllDocuments,
    AllOf,
    AnyDocument,
    AnyOf,
    Column,
    Comparison,
    DocumentAbout,
    Exemption,
    FieldSpec,
    MaterialRequirement,
    Matter,
    Operator,
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
entries = {
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
}
plain_fields = st.fixed_dictionaries(entries).map(FieldSpec.model_validate)
tables = st.fixed_dictionaries(
    {
        **entries,
        "type": st.just("table"),
        "columns": st.lists(
            st.fixed_dictionaries(entries).map(Column.model_validate), min_size=1, max_size=3
        ).map(tuple),
    }
).map(FieldSpec.model_validate)
materials = st.builds(
    MaterialRequirement,
    id=codes,
    name=texts,
    kind=st.sampled_from(["evidence", "generated_form", "commitment"]),
    form=st.sampled_from(["original", "copy", "original_and_copy", "electronic"]),
    copies=st.integers(0, 9),
    necessity=st.sampled_from(["required", "deferrable"]),
    source=st.sampled_from(["applicant", "government", "intermediary", "form"]),
    signing=st.sampled_from(["none", "signature", "seal", "signature_and_seal"]),
    evidence=st.none()
    | documents
    | st.builds(AllDocuments, all=several)
    | st.builds(AnyDocument, any=several),
    produced_by=st.lists(codes, max_size=2).map(tuple),
    exemption=st.none()
    | st.builds(
        Exemption,
        by=st.sampled_from(["e_licence", "data_sharing", "commitment", "generated_form"]),
        name=texts | st.just(""),
    ),
    basis=texts | st.just(""),
    note=texts | st.just(""),
    when=st.none() | conditions,
)
matters = st.builds(
    Matter,
    format=st.just(1),
    code=codes,
    name=texts,
    department=st.just("SCJG"),
    committed_days=st.integers(0, 99),
    statutory_days=st.none() | st.integers(0, 99),
    processing=st.sampled_from(["immediate", "committed"]),
    informed_commitment=st.booleans(),
    channels=st.lists(texts | st.just(""), max_size=3).map(tuple),
    legal_basis=st.lists(texts, max_size=3).map(tuple),
    fee=texts | st.just(""),
    source=texts | st.just(""),
    note=texts | st.just(""),
    fields=st.lists(plain_fields | tables, max_size=4, unique_by=lambda f: f.id).map(tuple),
    materials=st.lists(materials, max_size=3, unique_by=lambda m: m.id).map(tuple),
)
