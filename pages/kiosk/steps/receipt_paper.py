"""The receipt as a paper on the screen. Names are masked: others may stand behind."""

from html import escape

import segno

from core.catalogue.models import short_name
from core.i18n import listed, translate
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter
from core.working_days import ZONE
from pages.kiosk.wording import tally_told, until_told


def paper(receipt: Receipt, locale: str) -> str:
    """Return the paper as HTML."""
    say = _Words(locale)
    matters = "".join(_matter(matter, say) for matter in receipt.matters)
    head = "".join(
        f'<th scope="col">{say(f"column.{name}")}</th>' for name in ("matter", "office", "due")
    )
    return (
        f'<article class="paper" aria-label="{say("paper")}">{_header(receipt, say)}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{matters}</tbody></table>"
        f"{_facts(receipt, say)}{_materials(receipt, say)}{_foot(receipt, say)}</article>"
    )


class _Words:
    """Messages of the receipt in one language, safe in HTML."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def __call__(self, name: str, **params: object) -> str:
        return escape(translate(f"kiosk.receipt.{name}", self.locale, **params))


def _header(receipt: Receipt, say: _Words) -> str:
    about = say("about", theme=receipt.theme_name, count=len(receipt.matters))
    return (
        f'<header><div><h2>{say("paper")}</h2><p class="muted">{about}</p></div>'
        f'<div class="number"><p class="muted">{say("number")}</p>'
        f'<p class="caseno">{escape(receipt.case_number)}</p></div></header>'
    )


def _matter(matter: ReceiptMatter, say: _Words) -> str:
    due = say("due_none") if matter.due_day is None else _days(matter.due_day, say)
    return (
        f"<tr><td>{escape(matter.name)}</td><td>{escape(matter.department)}</td><td>{due}</td></tr>"
    )


def _days(due_day: int, say: _Words) -> str:
    return say("due", days=due_day) if due_day else say("at_once")


def _facts(receipt: Receipt, say: _Words) -> str:
    at = receipt.received_at.astimezone(ZONE)
    moment = say(
        "moment", year=at.year, month=at.month, day=at.day, hour=f"{at:%H}", minute=f"{at:%M}"
    )
    applicant = escape(masked(receipt.applicant, translate("kiosk.receipt.mask", say.locale)))
    days = receipt.working_days
    within = say("days_value", days=days) if days else say("at_once")
    rows = [
        (say("applicant"), applicant, say("received_at"), moment),
        (say("fields"), say("fields_value", count=receipt.fields), say("days"), within),
    ]
    cells = "".join(
        f'<tr><th scope="row">{a}</th><td>{b}</td><th scope="row">{c}</th><td>{d}</td></tr>'
        for a, b, c, d in rows
    )
    return f'<table class="facts_of"><tbody>{cells}</tbody></table>'


def _materials(receipt: Receipt, say: _Words) -> str:
    if not receipt.materials:
        return ""
    states: dict[str, list[str]] = {}
    for material in receipt.listed_materials:
        states.setdefault(material.state, []).append(_named(material, say))
    rows = "".join(
        f'<tr><th scope="row">{say(f"state.{state}")}</th><td>{"<br>".join(names)}</td></tr>'
        for state, names in states.items()
    )
    return f'<table class="facts_of">{_counted(receipt, say)}{rows}</table>'


def _counted(receipt: Receipt, say: _Words) -> str:
    """Say how many materials were asked, as the guide did, and how many of them are owed."""
    words = escape(tally_told(receipt.tally, say.locale))
    return f'<tr><th scope="row">{say("materials")}</th><td>{words}</td></tr>'


def _named(material: ReceiptMaterial, say: _Words) -> str:
    """Return a material, whom it is about, and until when it is owed, if it is."""
    params = {"paper": material.name, "subject": short_name(material.about)}
    name = translate("kiosk.guide.paper_about", say.locale, **params)
    until = until_told(material.until, say.locale) if material.until else ""
    signed = _signed(material, say)
    return "<br>".join(escape(words) for words in (name, until, signed) if words)


def _signed(material: ReceiptMaterial, say: _Words) -> str:
    """Return who else signed it; on a public screen a name is not shown in full."""
    mask = translate("kiosk.receipt.mask", say.locale)
    names = [f"{one.role} {masked(one.name, mask)}" for one in material.signed_by]
    return translate("paper.signed_by", say.locale, who=listed(names, say.locale)) if names else ""


def _foot(receipt: Receipt, say: _Words) -> str:
    code = segno.make_qr(receipt.case_number).svg_data_uri(scale=4, border=1, dark="#1B2A2A")
    seal = "<br>".join(say(f"seal.{line}") for line in ("what", "demo", "void"))
    return (
        f'<div class="foot"><div class="scan"><img src="{code}" alt="{say("qr_alt")}">'
        f'<p class="muted">{say("qr")}</p></div>{_code(receipt, say)}'
        f'<div class="seal">{seal}</div></div>'
    )


def _code(receipt: Receipt, say: _Words) -> str:
    """Return what withdrawing asks for; it is shown on this receipt and never again."""
    if not receipt.code:
        return ""
    return (
        f'<div class="code"><p class="muted">{say("code")}</p>'
        f'<p class="codeno">{escape(receipt.code)}</p><p class="muted">{say("code_why")}</p></div>'
    )


def masked(name: str, mask: str) -> str:
    """Return a name of which others can read only the first and the last letter.

    Examples:
        >>> masked("Anna", "*"), masked("Bo", "*"), masked("", "*")
        ('A**a', 'B*', '')
    """
    if len(name) <= 2:
        return name[:1] + mask * len(name[1:])
    return name[0] + mask * (len(name) - 2) + name[-1]
