"""What the catalogue has settled for a theme, in words: to be read and not to be changed."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from core.catalogue.models import ClockValue, DecidedValue, Subject
from core.i18n import listed
from core.services.designers.explain_preview import condition_words
from core.themes.editing.sheet import fixed_values_of, parties_of
from pages.designer.sheet.editing import Sheet
from pages.designer.wording import shown


def draw_settled(sheet: Sheet) -> None:
    """Tell fixed values, who stands for whom, and who takes part."""
    st.html(f'<p class="muted">{escape(sheet.say("settled_why"))}</p>')
    for part, lines in (
        ("values", tuple(_values(sheet))),
        ("bindings", tuple(_bindings(sheet))),
        ("parties", tuple(_parties(sheet))),
    ):
        st.html(_list(sheet, part, lines))


def _list(sheet: Sheet, part: str, lines: Sequence[str]) -> str:
    told = "".join(f"<li>{escape(shown(line))}</li>" for line in lines)
    body = f"<ul>{told}</ul>" if told else f'<p class="muted">{escape(sheet.say("none"))}</p>'
    return f"<h3>{escape(sheet.say(part))}</h3>{body}"


def _values(sheet: Sheet) -> Iterator[str]:
    catalogue = sheet.catalogue
    for element, subject, decided in fixed_values_of(sheet.theme):
        words = "proposed" if decided.proposed else "decided"
        yield sheet.say(
            words,
            field=catalogue.element_name(element),
            subject=catalogue.short_subject_name(subject),
            value=_value(decided, sheet),
        ) + "".join(_while(decided, sheet))


def _value(decided: DecidedValue, sheet: Sheet) -> str:
    if decided.clock is not None:
        return sheet.say(f"clock.{ClockValue(decided.clock)}")
    if isinstance(decided.value, bool):
        return sheet.say("yes" if decided.value else "no")
    if isinstance(decided.value, tuple):
        return listed(list(map(str, decided.value)), sheet.workspace.locale)
    return str(decided.value)


def _while(decided: DecidedValue, sheet: Sheet) -> Iterator[str]:
    """Yield when a value holds, and on what it stands."""
    if decided.when is not None:
        words = condition_words(sheet.catalogue, decided.when, sheet.workspace.locale)
        yield sheet.say("while", condition=words)
    if decided.one_person:
        names = map(sheet.catalogue.short_subject_name, decided.one_person)
        yield sheet.say("one_person", names=listed(list(names), sheet.workspace.locale))
    if decided.basis:
        yield sheet.say("basis", basis=decided.basis)


def _bindings(sheet: Sheet) -> Iterator[str]:
    catalogue = sheet.catalogue
    for binding in sheet.theme.subject_bindings:
        yield sheet.say(
            "binding",
            matter=catalogue.matter_name(binding.matter),
            subject=catalogue.short_subject_name(binding.subject),
            bound_as=catalogue.short_subject_name(binding.bound_as),
        )


def _parties(sheet: Sheet) -> Iterator[str]:
    for party in parties_of(sheet.theme, sheet.catalogue):
        words = "party_several" if party.repeats else "party"
        yield sheet.say(words, name=party.short_name) + "".join(_others(party, sheet))


def _others(party: Subject, sheet: Sheet) -> Iterator[str]:
    """Yield who the same person mostly is, and who it never may be."""
    name = sheet.catalogue.short_subject_name
    if party.typical:
        yield sheet.say("mostly", name=name(party.typical))
    if party.never:
        names = dict.fromkeys(name(apart.subject) for apart in party.never)
        yield sheet.say("never", names=listed(list(names), sheet.workspace.locale))
