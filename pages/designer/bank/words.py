"""Attributes of entries in words."""

from collections.abc import Mapping
from typing import Any

from core.catalogue.models import AnswerLink, NeverOne, RecordLink, Unsure
from core.i18n import DEFAULT_LOCALE, messages_of, translate
from core.services.designers import Catalogue
from core.services.library import condition_words
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_SUBJECTS = frozenset(
    {"may_be", "typical", "members", "rows_from", "rows_of", "rows_not", "first", "signed_by"}
)


def value_word(name: str, value: Any, workspace: Workspace) -> str:
    """Return what a value of a closed set is called; its code where it has no word."""
    if name == "type":
        return translate(f"finding.type.{value}", workspace.locale)
    key = f"designer.bank.value.{value}"
    return translate(key, workspace.locale) if key in messages_of(DEFAULT_LOCALE) else str(value)


def code_word(name: str, code: str, catalogue: Catalogue) -> str:
    """Return what a code that stands in an attribute is called."""
    if name in _SUBJECTS:
        return shown(catalogue.short_subject_name(code))
    if name in ("carries", "element"):
        return shown(catalogue.element_name(code))
    return code


def attribute_words(name: str, value: Any, catalogue: Catalogue, workspace: Workspace) -> str:
    """Return an attribute of an entry in words."""
    if value is None or value in ("", (), {}):
        return workspace.say("shop.unsaid")
    if isinstance(value, bool):
        return workspace.say("shop.yes" if value else "shop.no")
    if isinstance(value, Unsure):
        return _unsure(value, workspace)
    if isinstance(value, Mapping):
        pairs = (
            f"{key} → {_listed(name, said, catalogue, workspace)}" for key, said in value.items()
        )
        return workspace.say("bank.then").join(map(shown, pairs))
    return _listed(name, value, catalogue, workspace)


def _listed(name: str, value: Any, catalogue: Catalogue, workspace: Workspace) -> str:
    if isinstance(value, tuple):
        parts = (_part(name, part, catalogue, workspace) for part in value)
        return workspace.say("sheet.comma").join(parts)
    return _part(name, value, catalogue, workspace)


def _part(name: str, value: Any, catalogue: Catalogue, workspace: Workspace) -> str:
    if isinstance(value, AnswerLink):
        return field_word(value.field, catalogue, workspace)
    if isinstance(value, RecordLink):
        return shown(value.licence)
    if isinstance(value, NeverOne):
        return _apart(value, catalogue, workspace)
    if name == "answers":
        return field_word(str(value), catalogue, workspace)
    word = value_word(name, value, workspace)
    return code_word(name, word, catalogue)


def field_word(field: str, catalogue: Catalogue, workspace: Workspace) -> str:
    """Return a field in words: whose it is, and what it asks."""
    element, _, subject = field.partition("@")
    return workspace.say(
        "bank.field",
        element=shown(catalogue.element_name(element)),
        subject=shown(catalogue.short_subject_name(subject)),
    )


def _apart(never: NeverOne, catalogue: Catalogue, workspace: Workspace) -> str:
    name = shown(catalogue.short_subject_name(never.subject))
    when = condition_words(never.when, catalogue, workspace.locale) if never.when else ""
    sentence = workspace.say("bank.apart", name=name, basis=shown(never.basis))
    return sentence + (workspace.say("sheet.while", condition=shown(when)) if when else "")


def _unsure(unsure: Unsure, workspace: Workspace) -> str:
    asked = [
        workspace.say(
            "bank.asks",
            say=shown(simpler.say),
            yes=simpler.if_yes or workspace.say("bank.unsure.next"),
            no=simpler.if_no or workspace.say("bank.unsure.next"),
        )
        for simpler in unsure.ask
    ]
    take = workspace.say("bank.takes", option=unsure.take) if unsure.take else ""
    sentences = filter(None, (*asked, take, unsure.leave, unsure.say))
    return workspace.say("bank.then").join(sentences)
