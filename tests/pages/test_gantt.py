"""Bars that are a list as well (law 15)."""

from pages.shared.gantt import Bar, Legend, gantt

LEGEND = Legend("decides", "visit")


def test_every_bar_has_its_sentence_and_stands_where_it_belongs():
    html = gantt([Bar("甲", "第 1 个工作日", 0, 1), Bar("乙", "第 2–4 个工作日", 1, 4)], LEGEND)

    assert "<span>乙</span>" in html
    assert "<small>第 2–4 个工作日</small>" in html
    assert "left:25.00%;width:75.00%" in html


def test_only_what_is_drawn_is_explained():
    plain = gantt([Bar("甲", "", 0, 1)], LEGEND)
    marked = gantt([Bar("甲", "", 0, 1, critical=True, visit=1)], LEGEND)

    assert "decides" not in plain
    assert "visit" not in plain
    assert "decides" in marked
    assert 'class="visit"' in marked


def test_names_are_text_whatever_is_in_them_and_no_days_are_no_fault():
    html = gantt([Bar("<b>甲</b>", "<i>", 0, 0)], LEGEND)

    assert "&lt;b&gt;甲&lt;/b&gt;" in html
    assert gantt([], LEGEND)
