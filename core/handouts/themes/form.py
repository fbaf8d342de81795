"""The merged form (一张表单): where every entry comes from, who asks it, and on what basis."""

from core.catalogue.models import short_name
from core.forms.models import FieldUse, MergedField
from core.handouts.models import Handout, HandoutTable, ThemeHandout, ThemeTold
from core.handouts.wording import about_theme, columns, lines, matter_name, say, situation_in_words
from core.i18n import translate


def _write(brief: ThemeTold) -> Handout:
    form = brief.guide.form
    rows = tuple(_row(number, merged, brief) for number, merged in enumerate(form, start=1))
    heads = columns(
        brief,
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
        title=say(brief, "form.title", theme=brief.plan.theme.name, n=len(form)),
        about=about_theme(brief),
        parts=(situation_in_words(brief), HandoutTable(heads, rows)),
        is_wide=True,
        locale=brief.locale,
    )


def _row(number: int, merged: MergedField, brief: ThemeTold) -> tuple[str | int, ...]:
    subject = brief.plan.catalogue.subject_name(merged.key.subject)
    return (
        number,
        merged.section,
        merged.label,
        short_name(subject),
        translate(f"finding.type.{merged.type}", brief.locale),
        say(brief, "yes") if merged.required else "",
        say(brief, f"source.{brief.guide.sources[merged.key]}"),
        lines(_asker(use, brief) for use in merged.uses),
        lines(basis for use in merged.uses for basis in use.legal_basis),
    )


def _asker(use: FieldUse, brief: ThemeTold) -> str:
    matter = matter_name(use.matter, brief)
    return say(brief, "asker", matter=matter, ref=use.ref, label=use.label)


HANDOUT = ThemeHandout(_write)
