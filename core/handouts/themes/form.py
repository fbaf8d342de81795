"""The merged form (一张表单): where every entry comes from, who asks it, and on what basis."""

from core.catalogue.models import short_name
from core.forms.models import FieldUse, MergedField
from core.handouts.models import Handout, HandoutTable, ThemeHandout, ThemeTold
from core.handouts.wording import about_theme, columns, lines, matter_name, say, situation_told
from core.i18n import translate


def _write(told: ThemeTold) -> Handout:
    form = told.guide.form
    rows = tuple(_row(number, merged, told) for number, merged in enumerate(form, start=1))
    heads = columns(
        told,
        number=2,
        section=3,
        entry=5,
        about=3,
        type=2,
        required=2,
        source=3,
        asked_by=11,
        basis=13,
    )
    return Handout(
        title=say(told, "form.title", theme=told.plan.theme.name, n=len(form)),
        about=about_theme(told),
        parts=(situation_told(told), HandoutTable(heads, rows)),
        is_wide=True,
        locale=told.locale,
    )


def _row(number: int, merged: MergedField, told: ThemeTold) -> tuple[str | int, ...]:
    subject = told.plan.catalogue.subject_name(merged.key.subject)
    return (
        number,
        merged.section,
        merged.label,
        short_name(subject),
        translate(f"finding.type.{merged.type}", told.locale),
        say(told, "yes") if merged.required else "",
        say(told, f"source.{told.guide.sources[merged.key]}"),
        lines(_asker(use, told) for use in merged.uses),
        lines(basis for use in merged.uses for basis in use.legal_basis),
    )


def _asker(use: FieldUse, told: ThemeTold) -> str:
    matter = matter_name(use.matter, told)
    return say(told, "asker", matter=matter, ref=use.ref, label=use.label)


HANDOUT = ThemeHandout(_write)
