"""The form for an outage: everything a theme may ask, once, with numbers to be scanned."""

from datetime import date

import pytest

from adapters.printing import PaperPrinter
from core.receipts.emergency_forms import FormBlank, emergency_paper

BLANKS = (FormBlank("261130-ACDE-FGHY", "ACDE-FGHJ"), FormBlank("261130-ACDE-FGJX", "ACDE-FGHK"))


@pytest.fixture(scope="module")
def paper(plans):
    return emergency_paper(plans["T02"], 3, BLANKS, date(2026, 11, 30))


def test_each_form_bears_its_number_on_both_halves_and_its_code_on_the_slip_alone(paper):
    html = PaperPrinter().html_of(paper)

    for blank in BLANKS:
        assert html.count(f">{blank.number}<") == 2
        assert html.count(blank.code) == 1
    assert html.count("收件时间（年月日时分）") == 2 * len(BLANKS)


def test_a_form_has_every_question_and_every_material_of_the_theme(paper, plans):
    plan, html = plans["T02"], PaperPrinter().html_of(paper)

    assert [each.text for each in paper.questions] == [
        plan.catalogue.questions[code].text for code in plan.questions.order
    ]
    assert all(question.text in html for question in paper.questions)
    assert all(material.name in html for material in paper.materials)


def test_what_one_matter_alone_asks_names_it_and_what_all_ask_names_none(paper, plans):
    entries = [entry for page in paper.pages for entry in page.entries]
    matters = len(plans["T02"].matters)

    assert any(len(entry.only_for) == 1 for entry in entries)
    assert all(len(entry.only_for) < matters for entry in entries)


def test_nobody_writes_the_day_which_the_time_of_receipt_says(paper):
    labels = {entry.label for page in paper.pages for entry in page.entries}

    assert "经营者姓名" in labels or "法定代表人(或负责人)" in labels
    assert not {label for label in labels if "申请日期" in label}
