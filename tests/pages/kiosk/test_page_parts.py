"""A page of the form: what is to be filled in first, what may be left behind one touch."""

import re

from pages.kiosk.consulting import form_of


def counted(screen):
    """Return the figures over a page: to be filled in, known, to be left."""
    words = re.findall(r"<b>(\d+)</b> (\S+?)</li>", screen.html)
    return {word: int(number) for number, word in words}


def test_figures_of_a_page_are_what_stands_on_it(at_form):
    page = form_of(at_form.service, at_form.visit).pages[0]
    asked = at_form.asked_on(page)

    figures = counted(at_form)

    assert figures["项要您填"] == sum(field.required for field in asked)
    assert figures["项可以不填"] == sum(not field.required for field in asked)


def test_what_may_be_left_is_named_behind_one_touch_and_open_once_it_is_used(at_form):
    (fold,) = at_form.app.expander
    assert not fold.proto.expanded
    assert "固定电话" in fold.label

    at_form.app.text_input(key="field.per.tel@principal").set_value("0758-2345678")
    at_form.press("main")

    (fold,) = at_form.app.expander
    assert fold.proto.expanded


def test_what_follows_is_not_asked_before_that_from_which_it_follows(at_form):
    keys = {widget.key for widget in (*at_form.app.radio, *at_form.app.selectbox)}

    assert "field.per.sex@principal" not in keys
    assert "field.per.birth_date@principal.year" not in keys


def test_places_of_a_list_are_called_as_on_the_form(at_form, form, values):
    called = []
    while not called:
        boxes = [box for box in at_form.app.text_input if "org.name_backup" in box.key]
        called = [box.label for box in boxes]
        at_form.fill_page(form, values)
        at_form.go_on()

    assert called == ["备用名称1", "备用名称2"]


def test_review_names_the_button_that_is_there(at_review):
    button = at_review.app.button(key="main").label

    assert f"按“{button}”" in at_review.html
