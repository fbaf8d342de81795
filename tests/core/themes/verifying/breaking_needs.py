"""Themes in which a matter is in force or begins where it must not, and look-alikes (law 18)."""

from tests.core.themes.verifying.building import (
    DEEP,
    DRY,
    LARGE,
    SMALL,
    WET,
    material,
    matter,
    plan_of,
    waits,
    when,
)

FROM_B = material("M", produced_by=["B"])
LATER = material("M", produced_by=["B"], necessity="deferrable")
NEEDS_B = matter(materials=[FROM_B])


def theme_of(a, precedence=(), asked=("wet",), **others):
    """Return a theme of A, which needs B, and others."""
    return plan_of({"A": a, "B": matter(), **others}, asked, precedence=list(precedence))


BREAKS_AND_LOOKS_ALIKE = {
    "outside-applicability": (
        plan_of({"A": matter(applies_when=WET)}, ["wet"]),
        plan_of({"A": matter(WET, applies_when=WET), "B": matter()}, ["wet"]),
    ),
    "outside-applicability, as nobody asks": (
        plan_of({"A": matter(applies_when=WET)}),
        plan_of({"A": matter(applies_when=WET)}, fixed_answers={"wet": "是"}),
    ),
    "outside-applicability, as somebody is not asked": (
        plan_of({"A": matter(applies_when={"any": [WET, DEEP]})}, ["wet", ("deep", WET)]),
        plan_of(
            {"A": matter(applies_when={"any": [WET, when("deep", "ne", "是")]})},
            ["wet", ("deep", DRY)],
            fixed_answers={"deep": "否"},
        ),
    ),
    "outside-applicability, by a number that only the matter compares": (
        plan_of(
            {"A": matter(SMALL, applies_when=when("area", "ge", 100)), "B": matter()}, ["area"]
        ),
        plan_of(
            {"A": matter(LARGE, applies_when=when("area", "ge", 100)), "B": matter()}, ["area"]
        ),
    ),
    "outside-applicability, narrower than one of two ways": (
        plan_of(
            {"A": matter({"any": [SMALL, LARGE]}, applies_when=SMALL), "B": matter()}, ["area"]
        ),
        plan_of(
            {"A": matter({"all": [SMALL, WET]}, applies_when=SMALL), "B": matter()},
            ["area", "wet"],
        ),
    ),
    "does-not-wait": (theme_of(NEEDS_B), theme_of(NEEDS_B, [waits("A", "B")])),
    "does-not-wait, but the material may be handed in later": (
        theme_of(matter(materials=[LATER])),
        theme_of(matter(materials=[LATER]), [waits("A", "B")]),
    ),
    "does-not-wait, as it is only suggested": (
        theme_of(NEEDS_B, [waits("A", "B", binding="suggested")]),
        theme_of(NEEDS_B, [waits("A", "B", binding="hard")]),
    ),
    "does-not-wait, as the other way round": (
        theme_of(NEEDS_B, [waits("B", "A")]),
        theme_of(NEEDS_B, [waits("A", "C"), waits("C", "B")], C=matter()),
    ),
    "does-not-wait, as the chain breaks": (
        theme_of(NEEDS_B, [waits("A", "C"), waits("C", "B")], C=matter(WET)),
        theme_of(NEEDS_B, [waits("A", "C"), waits("C", "B"), waits("A", "B", "C")], C=matter(WET)),
    ),
    "does-not-wait, as the earliest of two will do": (
        theme_of(NEEDS_B, [waits("A", "B", "C", mode="any")], C=matter(WET)),
        theme_of(
            matter(DRY, materials=[FROM_B]),
            [waits("A", "B", "C", mode="any")],
            C=matter(WET),
        ),
    ),
    "does-not-wait, as only one of the two waits itself": (
        theme_of(
            NEEDS_B,
            [waits("A", "C", "D", mode="any"), waits("C", "B")],
            C=matter(),
            D=matter(),
        ),
        theme_of(
            NEEDS_B,
            [waits("A", "C", "D", mode="any"), waits("C", "B"), waits("D", "B")],
            C=matter(),
            D=matter(),
        ),
    ),
    "does-not-wait, where the material is asked for": (
        theme_of(matter(materials=[material("M", produced_by=["B"], when=WET)])),
        theme_of(matter(DRY, materials=[material("M", produced_by=["B"], when=WET)])),
    ),
    "does-not-wait, for whom it requires": (
        theme_of(matter(requires=["X", "B"])),
        theme_of(matter(requires=["X", "B"]), [waits("A", "B")]),
    ),
    "does-not-wait, where both are in force": (
        plan_of({"A": matter(WET, requires=["B"]), "B": matter(WET), "C": matter()}, ["wet"]),
        plan_of({"A": matter(WET, requires=["B"]), "B": matter(DRY)}, ["wet"]),
    ),
    "does-not-wait, for itself": (
        plan_of({"A": matter(materials=[material("M", produced_by=["A"])])}),
        plan_of({"A": matter(materials=[material("M", produced_by=["X"])])}),
    ),
    "prerequisite-not-in-force": (
        plan_of({"A": matter(requires=["B"]), "B": matter(WET)}, ["wet"]),
        plan_of({"A": matter(WET, requires=["B"]), "B": matter(WET), "C": matter()}, ["wet"]),
    ),
    "prerequisite-not-in-force, but it is there already": (
        plan_of({"A": matter(requires=["B"]), "B": matter(WET, already_when=WET)}, ["wet"]),
        plan_of({"A": matter(requires=["B"]), "B": matter(WET, already_when=DRY)}, ["wet"]),
    ),
    "prerequisite-not-in-force, but one of two is": (
        plan_of({"A": matter(requires=["B", "C"]), "B": matter(WET), "C": matter(WET)}, ["wet"]),
        plan_of({"A": matter(requires=["B", "C"]), "B": matter(WET), "C": matter(DRY)}, ["wet"]),
    ),
    "prerequisite-not-in-force, as the answer is not asked for": (
        plan_of(
            {"A": matter(requires=["B"]), "B": matter(WET, already_when=DEEP)},
            ["wet", ("deep", WET)],
        ),
        plan_of(
            {"A": matter(requires=["B"]), "B": matter(WET, already_when=when("deep", "eq", "否"))},
            ["wet"],
            fixed_answers={"deep": "否"},
        ),
    ),
}
