"""Three people on their way to the receipt: 72 and typing on the glass, a mother, a foreigner."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from core.catalogue.models import FieldKey
from core.catalogue.packages import read_package
from core.catalogue.translations import words_of
from core.services.form_answers import department_forms, keyed
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.working_days import day_of
from tests.browser.driving import PAPER, PORTRAIT, KioskDriver
from tests.browser.screen_keys import TypingDriver
from tests.browser.serving import served
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.seating import WINDOW
from tests.staffing import open_office

pytestmark = [pytest.mark.browser, pytest.mark.walk]

CATALOGUE = read_package(SHIPPED).catalogue
TODAY = day_of(datetime.now(UTC)).isoformat()
ENGLISH = words_of(CATALOGUE, "en")


@dataclass(frozen=True)
class Person:
    """Who comes, what they say about who is who (and touch), and what they fill in.

    ``nobody_types`` is what stands on forms besides, by matter: worked out, signed, dated.
    """

    theme: str
    said: dict[str, str] = field(default_factory=dict)
    touches: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    nobody_types: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def answers(self):
        return CATALOGUE.themes[self.theme].typical_answers

    @property
    def form(self):
        prepare = FakeKiosk(CATALOGUE).service.filling.form
        return prepare(self.theme, 1, self.answers, parties=self.said)

    @property
    def given(self):
        """What this person fills in: their own values, and right ones for all else."""
        return values_for(self.form, CATALOGUE) | self.values

    def on_form(self, form):
        """Return what stands on an office's form, with what nobody types: who signed, and when."""
        return form.values | self.nobody_types.get(form.matter, {})

    def typed_forms(self):
        """Return every office's form as if this person had typed everything in every role."""
        plan = ThemePlan(CATALOGUE.themes[self.theme], CATALOGUE)
        guide = guide_theme(plan, self.answers)
        typed = {
            f"{key.element}@{key.subject}": self.given[place]
            for key in guide.form_by_key
            if (place := str(FieldKey(key.element, self.said.get(key.subject, key.subject))))
            in self.given
        }
        return department_forms(plan, guide, keyed({**typed, **self.given}))


AT_72 = Person(
    "T07",
    {"mover": "applicant", "household_head": "applicant"},
    ("all",),
    {
        "per.name@applicant": "吴清明",
        "per.id_no@applicant": "44120219540315002X",
        "per.mobile@applicant": "13800002004",
        "per.hukou_addr@applicant": "肇庆市样例街2号",
        "per.hukou_no@applicant": "12345678",
        "hk.to_addr@migration": "端州区演示路1号",
    },
    {"GA-05": {"F09": "户主", "F13": "吴清明"}, "GA-09": {"F07": "户主"}},
)
MOTHER = Person(
    "T04",
    {"declarant": "mother", "guardian": "mother", "household_head": "father"},
    ("all", "household_head.father"),
    {
        "per.name@newborn": "吴小满",
        "per.birth_time@newborn": "2026-11-20T10:30",
        "per.name@mother": "周立夏",
        "per.id_no@mother": "441202199505200049",
        "per.birth_date@mother": "1995-05-20",
        "per.mobile@mother": "13800002005",
        "per.name@father": "吴清明",
        "per.id_no@father": "441202199308110052",
        "per.birth_date@father": "1993-08-11",
        "per.mobile@father": "13800002004",
    },
    {
        "WJ-02": {"F27": "母亲", "F29": "周立夏"},
        "GA-03": {"F15": "母亲", "F26": "母亲", "F27": "周立夏", "F28": TODAY},
        "YB-01": {"F15": "母亲"},
        "RS-03": {"F18": "母亲", "F23": "周立夏"},
    },
)
FOREIGNER = Person(
    "T08",
    values={
        "per.name@applicant": "MARIA ROSSI",
        "per.id_no@applicant": "YA1234567",
        "bank.holder@applicant": "MARIA ROSSI",
        "per.name@spouse": "周立夏",
        "per.id_no@spouse": "441202199505200049",
    },
    nobody_types={"GJJ-04": {"F24": "MARIA ROSSI", "F25": TODAY}},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("people")


@pytest.fixture(scope="module")
def office(folder):
    return open_office(folder)


@pytest.fixture(scope="module")
def address(office, folder):
    with served("kiosk_app.py", folder) as address:
        yield address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_somebody_of_72_types_on_the_glass_in_large_letters(page, address, office):
    kiosk = TypingDriver(page, address)
    kiosk.press("care")

    number = walk(kiosk, AT_72)

    assert_everything_is_right(office, number, AT_72)


def test_a_mother_says_who_is_who_and_types_each_name_once(page, address, office):
    kiosk = KioskDriver(page, address)

    number = walk(kiosk, MOTHER)

    assert_everything_is_right(office, number, MOTHER)
    named = [place for place in MOTHER.given if place.startswith("per.name@")]
    assert sorted(named) == ["per.name@father", "per.name@mother", "per.name@newborn"]


def test_a_foreigner_chooses_by_english_words(page, address, office):
    kiosk = KioskDriver(page, address)
    kiosk.speak(ENGLISH)

    number = walk(kiosk, FOREIGNER)

    assert_everything_is_right(office, number, FOREIGNER)
    assert number in kiosk.print_paper()  # Chinese prevails, with English beside


def walk(kiosk, person):
    """Go the whole way, and return the number of the case."""
    kiosk.choose_theme(person.theme)
    kiosk.answer_all(person.answers)
    kiosk.leave_guide(person.given)
    for key in person.touches:
        kiosk.press(f"who.{key}")
    kiosk.leave_persons()
    kiosk.fill_form(person.form, person.given)
    for _ in person.form.materials:
        kiosk.give_file(PAPER)
        kiosk.go_on()
    return kiosk.hand_in()


def assert_everything_is_right(office, number, person):
    """Look at every office's form, and at the receipt on paper."""
    forms = {
        opened.form.matter: opened.form.values
        for opened in office.as_(WINDOW).office.opening.forms(number)
    }
    assert forms == {matter: person.on_form(form) for matter, form in person.typed_forms().items()}
    paper = PdfReader(BytesIO(office.kiosk.handing_in.receipt_pdf(number)))
    assert number in paper.pages[0].extract_text()
