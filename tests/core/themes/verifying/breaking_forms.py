"""Themes whose fields or papers break a rule, and themes that only look as if they did."""

from tests.core.themes.verifying.building import (
    ALWAYS,
    DEEP,
    DRY,
    ISSUED,
    WET,
    field,
    material,
    matter,
    plan_of,
    table,
)

BREAKS_AND_LOOKS_ALIKE = {
    "nobody-produces-material": (
        plan_of({"A": matter(materials=[material("M", **ISSUED)]), "B": matter(WET)}, ["wet"]),
        plan_of(
            {"A": matter(materials=[material("M", when=WET, **ISSUED)]), "B": matter(WET)}, ["wet"]
        ),
    ),
    "nobody-produces-material, but it is fetched": (
        plan_of({"A": matter(materials=[material("M", **ISSUED)]), "B": matter(WET)}, ["wet"]),
        plan_of(
            {
                "A": matter(materials=[material("M", **ISSUED, exemption={"by": "e_licence"})]),
                "B": matter(WET),
            },
            ["wet"],
        ),
    ),
    "nobody-produces-material, never together": (
        plan_of(
            {
                "A": matter(
                    DRY, materials=[material("M", **ISSUED, exemption={"by": "e_licence"})]
                ),
                "B": matter(WET),
            },
            ["wet"],
        ),
        plan_of({"A": matter(DRY, materials=[material("M")]), "B": matter(WET)}, ["wet"]),
    ),
    "unknown-answer-needed": (
        plan_of({"A": matter(fields=[field("F", when=DEEP)])}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(WET, fields=[field("F", when=DEEP)]), "B": matter()},
            ["wet", ("deep", WET)],
        ),
    ),
    "unknown-answer-needed, but nothing would differ": (
        plan_of({"A": matter(materials=[material("M", when=DEEP)])}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(materials=[material("M", when={"all": [WET, DEEP]})])},
            ["wet", ("deep", WET)],
        ),
    ),
    "conflicting-fields": (
        plan_of(
            {
                "A": matter(fields=[field("F", "a.day", subject="shop")]),
                "B": matter(WET, fields=[field("F", "a.day", type="phone")]),
            },
            ["wet"],
        ),
        plan_of(
            {
                "A": matter(fields=[field("F", "a.day")]),
                "B": matter(WET, fields=[field("F", "a.day", type="datetime")]),
            },
            ["wet"],
        ),
    ),
    "conflicting-fields, but never in one situation": (
        plan_of(
            {
                "A": matter(DRY, fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["丙"])]),
            },
            ["wet"],
        ),
        plan_of(
            {
                "A": matter(DRY, fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(WET, fields=[field("F", "a.kind", options=["丙"])]),
            },
            ["wet"],
        ),
    ),
    "conflicting-fields, by three that go together in pairs": (
        plan_of(
            {
                "A": matter(fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["乙", "丙"])]),
                "C": matter(fields=[field("F", "a.kind", options=["丙", "甲"])]),
            }
        ),
        plan_of(
            {
                "A": matter(fields=[field("F", "a.kind", options=["甲", "乙"])]),
                "B": matter(fields=[field("F", "a.kind", options=["乙", "丙"])]),
                "C": matter(fields=[field("F", "a.kind", options=["丙", "乙"])]),
            }
        ),
    ),
    "conflicting-fields, one against a list": (
        plan_of({"A": matter(fields=[field("F")]), "B": matter(fields=[table("F", field("C"))])}),
        plan_of(
            {
                "A": matter(fields=[table("F", field("C"))]),
                "B": matter(fields=[table("F", field("C"))]),
            }
        ),
    ),
    "question-without-effect": (
        plan_of(ALWAYS, ["wet"]),
        plan_of({"A": matter(), "B": matter(WET)}, ["wet"]),
    ),
    "question-without-effect, but on what is asked next": (
        plan_of(ALWAYS, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(), "B": matter(WET, fields=[field("F", when=DEEP)])},
            ["wet", ("deep", WET)],
        ),
    ),
    "question-without-effect, but it fills in a field": (
        plan_of({"A": matter(fields=[field("F")])}, ["area"]),
        plan_of({"A": matter(fields=[field("F", "a.area")])}, ["area"]),
    ),
    "question-without-effect, whatever it seems to decide": (
        plan_of({"A": matter({"any": [WET, DRY]})}, ["wet"]),
        plan_of({"A": matter(), "B": matter({"any": [WET, DEEP]})}, ["wet", "deep"]),
    ),
    "question-without-effect, but on a table": (
        plan_of(
            {"A": matter(fields=[table("F", field("C", when={"all": [WET, DRY]}), when=WET)])},
            ["wet"],
        ),
        plan_of({"A": matter(fields=[table("F", field("C"), when=WET)])}, ["wet"]),
    ),
    "field-never-asked": (
        plan_of({"A": matter(WET, fields=[field("F", when=DRY)]), "B": matter()}, ["wet"]),
        plan_of({"A": matter(fields=[field("F", when=DRY)]), "B": matter()}, ["wet"]),
    ),
    "material-never-asked": (
        plan_of({"A": matter(WET, materials=[material("M", when=DRY)]), "B": matter()}, ["wet"]),
        plan_of({"A": matter(materials=[material("M", when=DRY)]), "B": matter()}, ["wet"]),
    ),
    "missing-prerequisite": (
        plan_of({"A": matter(requires=["X"])}),
        plan_of({"A": matter(requires=["X", "B"]), "B": matter()}),
    ),
    "type-mismatch": (
        plan_of({"A": matter(fields=[field("F", "a.day", type="month")])}),
        plan_of({"A": matter(fields=[field("F", "a.day")])}),
    ),
    "unknown-reference": (
        plan_of({"A": matter(fields=[field("F", element="a.name", subject="nobody")])}),
        plan_of({"A": matter(fields=[field("F", element="a.name", subject="commit:A")])}),
    ),
}
