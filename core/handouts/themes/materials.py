"""The list of materials with the fate of each: handed in, fetched, passed on, made, promised."""

from core.catalogue.models import MaterialKind, short_name
from core.handouts.models import (
    Handout,
    HandoutHeading,
    HandoutParagraph,
    HandoutTable,
    ThemeHandout,
    ThemeTold,
)
from core.handouts.wording import about_theme, columns, lines, matter_name, say, situation_in_words
from core.materials.merging import MaterialUse
from core.themes.material_lists import ListedMaterial, list_materials


def _write(brief: ThemeTold) -> Handout:
    listed = list_materials(brief.plan, brief.guide)
    made = [
        use for use in brief.guide.requirements if use.requirement.kind is not MaterialKind.EVIDENCE
    ]
    counts = brief.guide.materials_count
    figures = say(
        brief,
        "materials.figures",
        before=counts.before,
        after=counts.after,
        asked=counts.asked,
        made=len(made),
    )
    return Handout(
        title=say(brief, "materials.title", theme=brief.plan.theme.name),
        about=about_theme(brief),
        parts=(
            situation_in_words(brief),
            HandoutParagraph(figures),
            HandoutHeading(say(brief, "materials.listed", n=len(listed))),
            _listed(listed, brief),
            *_made(made, brief),
        ),
        is_wide=True,
        locale=brief.locale,
    )


def _listed(listed: tuple[ListedMaterial, ...], brief: ThemeTold) -> HandoutTable:
    heads = columns(brief, number=2, material=6, about=3, fate=5, needed_by=12, basis=9)
    rows = [_row(number, material, brief) for number, material in enumerate(listed, start=1)]
    return HandoutTable(heads, tuple(rows))


def _row(number: int, listed: ListedMaterial, brief: ThemeTold) -> tuple[str | int, ...]:
    material = listed.material
    return (
        number,
        listed.name,
        short_name(listed.about),
        _fate(listed, brief),
        lines(_asker(use, brief) for use in material.uses),
        lines(basis for use in material.uses for basis in use.legal_basis),
    )


def _fate(listed: ListedMaterial, brief: ThemeTold) -> str:
    provider = listed.material.provided_by
    if not listed.is_asked:
        named = [use.requirement.exemption for use in listed.material.uses]
        name = next((exemption.name for exemption in named if exemption), "")
        matter = matter_name(provider.matter, brief)
        return say(brief, f"fate.{provider.kind}", name=name or listed.name, matter=matter)
    fate = say(brief, "fate.later" if listed.material.deferrable else "fate.applicant")
    others = [name for _, name in listed.choices if name != listed.name]
    return lines([fate, say(brief, "fate.or", names="、".join(others)) if others else ""])


def _made(made: list[MaterialUse], brief: ThemeTold) -> tuple[HandoutHeading | HandoutTable, ...]:
    """Return what the system makes: filled-in forms, and texts of promises to sign."""
    if not made:
        return ()
    rows = tuple(
        (
            number,
            use.requirement.name,
            say(brief, f"fate.{use.requirement.kind}"),
            _asker(use, brief),
            lines(use.legal_basis),
        )
        for number, use in enumerate(made, start=1)
    )
    heads = columns(brief, number=2, material=8, fate=5, needed_by=12, basis=9)
    return HandoutHeading(say(brief, "materials.made", n=len(made))), HandoutTable(heads, rows)


def _asker(use: MaterialUse, brief: ThemeTold) -> str:
    matter, label = matter_name(use.matter, brief), use.requirement.name
    return say(brief, "asker", matter=matter, ref=use.ref, label=label)


HANDOUT = ThemeHandout(_write)
