"""What the receipt says on the screen. Names are masked: others may stand behind."""

from datetime import datetime
from html import escape

from core.i18n import listed, say_day, translate
from core.receipts.models import Receipt, ReceiptMaterial, ReceiptMatter
from core.working_days import ZONE
from pages.kiosk.wording import day_words, name_with_subject, tally_in_words
from pages.shared.translating import beside, line, said


def paper(receipt: Receipt, locale: str) -> str:
    """Return the paper as HTML: where it stands, where to collect, what we hold, how to ask."""
    say = _Words(locale)
    return (
        f'<article class="paper" aria-label="{say("paper")}">{_header(receipt, say)}'
        f"{_matters(receipt, say)}{_costs(receipt, say)}{_collect(receipt, say)}"
        f"{_held(receipt, say)}{_foot(receipt, say)}</article>"
    )


def _moment(name: str, instant: datetime, say: "_Words") -> str:
    at = instant.astimezone(ZONE)
    day = say_day(at.date(), say.locale, with_year=True)
    return say(name, day=day, hour=f"{at:%H}", minute=f"{at:%M}")


class _Words:
    """Messages of the receipt in one language, safe in HTML."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def __call__(self, name: str, **params: object) -> str:
        return escape(translate(f"kiosk.receipt.{name}", self.locale, **params))


def _header(receipt: Receipt, say: _Words) -> str:
    moment = _moment("moment", receipt.received_at, say)
    entered = receipt.entered_at
    if entered:
        moment += f"<br>{_moment('entered', entered, say)}"
    if receipt.helped_by:
        moment += f"<br>{say('helped_by', helper=receipt.helped_by)}"
    about = say("about", theme=said(receipt.theme_name), count=len(receipt.matters))
    applicant = escape(masked(receipt.applicant, translate("kiosk.receipt.mask", say.locale)))
    return (
        f'<header><div><h2>{say("paper")}</h2><p class="muted">{about}</p></div>'
        f'<div class="number"><p>{applicant}</p><p class="muted">{moment}</p></div></header>'
    )


def _matters(receipt: Receipt, say: _Words) -> str:
    head = "".join(
        f'<th scope="col">{say(f"column.{name}")}</th>' for name in ("matter", "office", "due")
    )
    rows = "".join(_matter(matter, say) for matter in receipt.matters)
    return (
        f"<h3>{say('matters')}</h3><table><thead><tr>{head}</tr></thead>"
        f'<tbody>{rows}</tbody></table><p class="src">{_due(receipt, say)}</p>'
    )


def _due(receipt: Receipt, say: _Words) -> str:
    """Say on which day all is done, if it is accepted at once."""
    if receipt.due_on is None:
        return ""
    words = say("due_on", day=day_words(receipt.due_on, say.locale))
    return words if receipt.due_is_certain else f"{words} {say('owed.provisional')}"


def _matter(matter: ReceiptMatter, say: _Words) -> str:
    due = say("due_none") if matter.due_day is None else _days(matter.due_day, say)
    name = f'<th scope="row">{beside(matter.name)}</th>'
    return f"<tr>{name}<td>{beside(matter.department)}</td><td>{due}</td></tr>"


def _days(due_day: int, say: _Words) -> str:
    return say("due", days=due_day) if due_day else say("at_once")


def _costs(receipt: Receipt, say: _Words) -> str:
    """Say what is paid and for what, or that nothing is."""
    if not receipt.paid_for:
        return f"<h3>{say('costs')}</h3><p>{say('costs_none')}</p>"
    rows = "".join(
        f'<tr><th scope="row">{beside(matter.name)}</th><td>{escape(said(matter.cost))}</td></tr>'
        for matter in receipt.paid_for
    )
    return (
        f'<h3>{say("costs")}</h3><table class="facts_of"><tbody>{rows}</tbody></table>'
        f"<p>{say('costs_how')}</p>"
    )


def _collect(receipt: Receipt, say: _Words) -> str:
    if not receipt.results:
        return ""
    results = listed([line(result) for result in receipt.results], say.locale)
    return f"<h3>{say('collect')}</h3><p>{say('collect_how', results=results)}</p>"


def _held(receipt: Receipt, say: _Words) -> str:
    """Say how many materials were asked, as the guide did, and what came of each."""
    states: dict[str, list[str]] = {}
    for material in receipt.settled:
        states.setdefault(material.state, []).append(_named(material, say))
    form = say("fields_value", count=receipt.fields)
    tally_words = escape(tally_in_words(receipt.tally, say.locale))
    rows = f'<tr><th scope="row">{say("fields")}</th><td>{form}</td></tr>'
    rows += f'<tr><th scope="row">{say("materials")}</th><td>{tally_words}</td></tr>'
    rows += "".join(
        f'<tr><th scope="row">{say(f"state.{state}")}</th><td>{"<br>".join(names)}</td></tr>'
        for state, names in states.items()
    )
    return f'<h3>{say("held")}</h3><table class="facts_of"><tbody>{rows}</tbody></table>'


def _named(material: ReceiptMaterial, say: _Words) -> str:
    """Return a material, and whom it is about."""
    name = name_with_subject(material.name, material.about, say.locale)
    return "<br>".join(escape(words) for words in (name, _signed(material, say)) if words)


def _signed(material: ReceiptMaterial, say: _Words) -> str:
    """Return who else signed it; on a public screen a name is not shown in full."""
    mask = translate("kiosk.receipt.mask", say.locale)
    names = [f"{said(signer.role)} {masked(signer.name, mask)}" for signer in material.signed_by]
    return translate("paper.signed_by", say.locale, who=listed(names, say.locale)) if names else ""


def _foot(receipt: Receipt, say: _Words) -> str:
    seal = "<br>".join(say(f"seal.{part}") for part in ("what", "demo", "void"))
    ask = say("ask_how.page" if receipt.progress_page else "ask_how.number")
    return (
        f'<div class="foot"><div><h3>{say("ask")}</h3><p>{ask}</p>'
        f'<p>{say("not_accepted")}</p></div><div class="seal">{seal}</div></div>'
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
