"""On the applicant's phone: the guide, and the number to go on with."""

from functools import partial
from html import escape

import streamlit as st

from core.catalogue.models import short_name
from core.i18n import translate
from core.services.citizens import CitizenUseCases, GuidePaper
from pages.kiosk.wording import day_words
from pages.shared.handing_over import offer_file
from pages.shared.translating import said


def show_guide(service: CitizenUseCases, token: str, locale: str) -> None:
    """Show what the guide says, and offer it as a file: the phone is the person's own.

    Raises:
        LinkExpiredError: If the link is over.
    """
    paper = service.consulting.take.open(token)
    st.html(_head(paper, locale) + _materials(paper, locale) + _number(paper, locale))
    offer_file(
        translate("kiosk.guide.take.save", locale),
        partial(service.consulting.take.print_pdf, paper),
        key="download",
        name="guide.pdf",
        media_type="application/pdf",
        is_main=True,
        width="stretch",
    )


def _head(paper: GuidePaper, locale: str) -> str:
    figures = translate(
        "paper.guide.figures",
        locale,
        matters=len(paper.matters),
        days=paper.working_days,
        entries=paper.entries,
        materials=len(paper.materials),
    )
    due = ""
    if paper.due_on is not None:
        days = {
            "today": day_words(paper.told_on, locale),
            "day": day_words(paper.due_on, locale),
        }
        due = translate("paper.guide.due_on", locale, **days)
    lines = "".join(f"<p>{escape(line)}</p>" for line in (figures, due) if line)
    return f"<h1>{escape(said(paper.theme_name))}</h1>{lines}"


def _materials(paper: GuidePaper, locale: str) -> str:
    def named(name: str, about: str, how: str) -> str:
        params = {"name": said(name), "about": said(short_name(about))}
        words = translate("paper.receipt.named", locale, **params)
        return f"<p><b>{escape(words)}</b><br>{escape(how)}</p>"

    bring = "".join(
        named(material.name, material.about, translate(f"paper.guide.way.{material.way}", locale))
        for material in paper.materials
    )
    spared = "".join(
        named(
            material.name,
            material.about,
            translate(f"kiosk.guide.why.{material.source}", locale, matter=said(material.matter)),
        )
        for material in paper.spared
    )
    count = len(paper.materials)
    title = escape(translate("paper.guide.bring", locale, count=count))
    besides = escape(translate("paper.guide.spared", locale))
    return f"<h2>{title}</h2>{bring}" + (f"<h2>{besides}</h2>{spared}" if spared else "")


def _number(paper: GuidePaper, locale: str) -> str:
    """Say the number; the digits stand at the kiosk and on paper only."""
    if not paper.number or paper.kept_until is None:
        return ""
    title = escape(translate("paper.guide.resume", locale))
    how = escape(
        translate("paper.guide.resume_how", locale, day=day_words(paper.kept_until, locale))
    )
    return f'<h2>{title}</h2><p class="slip">{escape(paper.number)}</p><p>{how}</p>'
