"""One visit on the kiosk's pages, without a browser."""

import re
from collections.abc import Mapping
from typing import Any

from streamlit.testing.v1 import AppTest

from core.catalogue.models import FieldType
from core.forms.models import MergedField
from core.forms.pictures import is_picture
from core.forms.regions import CODE_LIST, regions_in
from core.services.citizens import CitizenUseCases, FormPage, KioskForm, ResumeCode
from core.visits.steps import VisitStep
from pages.kiosk.consulting import form_of, persons_of, problems_of, told_of
from pages.kiosk.overlays import ResumeCodeShown, Signing
from pages.kiosk.steps.fields import FormContext
from pages.kiosk.visit import Visit
from pages.shared.styling import plain
from pages.shared.widgets import MOST_RADIOS
from tests.papers import JPEG, PDF

VISIT = f"remembered.{Visit.__module__}.{Visit.__qualname__}"
PDF_FILE = ("paper.pdf", PDF, "application/pdf")


def _script(service, address):
    from pages.kiosk import journey  # noqa: PLC0415 -- AppTest ships source, not closures

    journey.page(service, address=address)


def _is_option(button, question, answer):
    """Say whether a button gives an answer, whose own word stands below a spoken one."""
    return button.key.startswith(f"option.{question}.") and _own_word(button) == plain(answer)


def _own_word(button):
    return button.label.removesuffix("]").split(":small[")[-1]


class Screen:
    """What somebody sees and touches."""

    def __init__(
        self, service: CitizenUseCases, *, address: str = "https://hall.example", case: str = ""
    ) -> None:
        self.service = service
        args = (service, address)
        self.app = AppTest.from_function(_script, args=args, default_timeout=60)
        if case:
            self.app.query_params["case"] = case
        self.app.run()

    @property
    def visit(self) -> Visit:
        visit: Visit = self.app.session_state[VISIT]
        return visit

    @property
    def signing(self) -> int:
        """Return which document is being signed, counted from 0; -1 is none."""
        signing = self.visit.cursor.covered_by(Signing)
        return signing.number if signing else -1

    @property
    def resume_code(self) -> ResumeCode:
        """Return the code that is shown for the visit that was left."""
        shown = self.visit.cursor.covered_by(ResumeCodeShown)
        assert shown is not None
        return shown.code

    @property
    def html(self) -> str:
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def alerts(self) -> list[str]:
        bodies = [element.proto.body for element in self.app.get("html")]
        return [body for body in bodies if 'role="alert"' in body]

    def press(self, key: str) -> None:
        self.app.button(key=key).click().run()
        assert not self.app.exception

    def go_on(self) -> None:
        """Press the main button; each role on the way has a person of its own."""
        self.press("main")
        self.agree()
        self.leave_acting()
        self.agree_to_acting()
        if self.visit.cursor.step is VisitStep.WHO:
            self.tell_others()
            self.go_on()

    def leave_acting(self) -> None:
        """Leave the page on which who acts is named, if it is shown: the form asks them."""
        if self.visit.cursor.naming and not self.visit.cursor.telling:
            self.press("main")

    def agree_to_acting(self) -> None:
        """Agree to what is usual for whoever acts for another, if that is asked."""
        if any(radio.key == "agent_term" for radio in self.app.radio):
            self.press("main")

    def tell_others(self) -> None:
        """Say of every role for which nobody is chosen that somebody else holds it."""
        for role in persons_of(self.service, self.visit).missing:
            self.press(f"who.{role}.another")

    def agree(self) -> None:
        """Agree to all that is told before the page that comes, if anything is."""
        while self.visit.cursor.telling:
            for box in self.app.checkbox:
                box.set_value(True)
            self.press("main")

    def go_back(self) -> None:
        """Press Back; who is who stays as it was told."""
        self.press("back")
        while self.visit.cursor.step is VisitStep.WHO and not self.visit.cursor.telling:
            self.press("back")

    def choose(self, theme: str) -> None:
        self.press(f"theme.{theme}")

    def question(self) -> str | None:
        consultation = self.service.consulting.consult(
            self.visit.draft.theme_code, self.visit.draft.theme_version, self.visit.draft.answers
        )
        return self.visit.cursor.question or (
            consultation.question.id if consultation.question else None
        )

    def answer(self, question: str, answer: Any) -> None:
        """Answer the question shown, and go on."""
        key = f"answer.{question}"
        if isinstance(answer, str):
            (option,) = [
                button for button in self.app.button if _is_option(button, question, answer)
            ]
            option.click().run()
            assert not self.app.exception
            return
        if isinstance(answer, tuple | list):
            for box in self.app.checkbox:
                box.set_value(box.label in answer)
        else:
            self.app.number_input(key=key).set_value(float(answer))
        self.go_on()

    def chosen(self, question: str) -> str:
        """Return which answer of the question shown is marked as given."""
        options = [
            button for button in self.app.button if button.key.startswith(f"option.{question}.")
        ]
        return "".join(_own_word(option) for option in options if option.proto.type == "primary")

    def answer_all(self, answers: Mapping[str, Any]) -> None:
        while self.visit.cursor.step is VisitStep.QUESTIONS:
            question = self.question()
            assert question is not None
            self.answer(question, answers[question])

    def fill_page(self, form: KioskForm, values: Mapping[str, Any]) -> None:
        """Fill in the page that is shown; of a form with more on it, as that is what is known."""
        page = form_of(self.service, self.visit).pages[self.visit.cursor.page]
        if page.members_of and not self.visit.draft.members.get(page.members_of):
            self.press("add_member")
        left = {place for place in values if values[place] is None}
        for field in (asked for asked in self.asked_on(page) if str(asked.key) not in left):
            self._fill_asked(field, values.get(str(field.key)), is_member=field.repeats)

    def _fill_asked(self, field: MergedField, value: Any, *, is_member: bool) -> None:
        key = f"field.{field.key}"
        if is_picture(field.key.element):
            self.give_photo(f"{key}.0.{self.visit.drawn}" if is_member else key)
        elif field.code_list == CODE_LIST:
            self.choose_region(field, value)
        elif is_member:
            self.fill(field, f"{key}.0.{self.visit.drawn}", value[0])
        elif field.places > 1:
            for place, item in enumerate(value):
                self.fill(field, f"{key}.{place}", item)
        else:
            self.fill(field, key, value)

    def choose_region(self, field: MergedField, name: str) -> None:
        """Choose one of the hall's own regions, on the page that is for it."""
        self.press(f"choose.{field.key}")
        (found,) = [
            candidate for candidate in regions_in(self.service.place.home) if candidate.name == name
        ]
        self.press(f"region.{found.code}")

    def give_photo(self, key: str) -> None:
        """Upload a photograph on the page that is for it."""
        self.press(f"photo.{key}")
        self.app.file_uploader[0].upload("photo.jpg", JPEG, "image/jpeg").run()

    def asked_on(self, page: FormPage) -> list[MergedField]:
        """Return the fields of a page that are not known already."""
        visit = self.visit
        given = (
            visit.draft.theme_code,
            visit.draft.theme_version,
            visit.draft.answers,
            visit.draft.values,
        )
        known = self.service.filling.explain(*given).certain
        consultation, follows = told_of(self.service, visit), form_of(self.service, visit).follows
        problems = problems_of(self.service, visit) if visit.trouble.checking else ()
        sheet = FormContext(consultation, problems, visit, follows=follows)
        places = ((str(field.key), field) for field in page.fields)
        return [
            field
            for place, field in places
            if place not in known
            and not visit.draft.is_given(place)
            and not (field.required and sheet.will_follow(field))
        ]

    def fill_all(self, form: KioskForm, values: Mapping[str, Any]) -> None:
        while self.visit.cursor.step is VisitStep.FORM:
            self.fill_page(form, values)
            self.go_on()
            assert self.alerts == [], self.alerts

    def fill(self, field: MergedField, key: str, value: Any) -> None:
        if value is None:
            return
        if field.type is FieldType.CHOICES and field.options:
            for place, option in enumerate(field.options):
                self.app.checkbox(key=f"{key}.{place}").set_value(option in value)
            return
        if field.type in _LISTED:
            for part, chosen in zip(_PARTS, re.split(r"[-T:]", value), strict=False):
                self.app.selectbox(key=f"{key}.{part}").set_value(chosen)
            return
        kind, given = _widget(field, value)
        getattr(self.app, kind)(key=key).set_value(given)

    def hand_in(self, name: str = "林秋月") -> None:
        """Sign whatever is to be signed, by typing a name, and hand everything in."""
        self.go_on()
        while self.signing >= 0:
            if not self.visit.typing_name:
                self.press("sign_way")
            (box,) = [
                text_input
                for text_input in self.app.text_input
                if text_input.key.startswith("signed_name")
            ]
            box.set_value(name)
            before = self.signing
            self.go_on()
            if self.signing == before:
                return

    def give_papers(self, form: KioskForm) -> None:
        for _ in form.materials:
            self.app.file_uploader[0].upload(*PDF_FILE).run()
            self.go_on()


def _widget(field: MergedField, value: Any) -> tuple[str, Any]:
    """Return the kind of widget that asks, and the value as that widget takes it."""
    if field.type is FieldType.CHOICES:
        return "text_area", "\n".join(value)
    if field.type is FieldType.CHOICE and field.options:
        return ("selectbox" if len(field.options) > MOST_RADIOS else "radio"), value
    if field.type is FieldType.CHOICE and field.suggestions:
        return "selectbox", value
    kind, convert = _KINDS.get(field.type, ("text_input", str))
    return kind, convert(value)


_PARTS = ("year", "month", "day", "hour", "minute")
_LISTED = {FieldType.DATE, FieldType.DATETIME, FieldType.MONTH}
_KINDS: dict[FieldType, tuple[str, Any]] = {
    FieldType.BOOLEAN: ("radio", bool),
    FieldType.DECLARATION: ("checkbox", bool),
    FieldType.INTEGER: ("number_input", int),
    FieldType.MONEY: ("number_input", float),
    FieldType.NUMBER: ("number_input", float),
    FieldType.PARAGRAPH: ("text_area", str),
}
