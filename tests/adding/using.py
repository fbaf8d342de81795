"""Use what was added to a copy of the tree; run there, so that nothing of it stays here."""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from traceback import format_exc

from streamlit.testing.v1 import AppTest

from core.catalogue.models import Exemption, ExemptionWay, FieldKey, FieldType
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets.cells import closed_word
from core.catalogue.spreadsheets.words import EXEMPTION_WORDS, TYPE_WORDS
from core.catalogue.translations import words_of
from core.forms.conflicts import conflicts_in
from core.forms.department_forms import read_back, written
from core.forms.merging import merge_fields
from core.forms.models import FieldUse
from core.forms.validating import validate_values
from core.i18n import LOCALES, messages_of, translate
from core.materials.status import GivenMaterials, status_of
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.simulating.what_if import AddedExemption, WhatIf, changed_plan
from core.themes.verifying.verification import verify_theme

KEY = FieldKey("veh.plate", "vehicle")
CATALOGUE = read_package(Path("assets/catalogue")).catalogue


def use_of(matter, kind):
    return FieldUse(
        key=KEY,
        ref=f"{matter}.F01",
        matter=matter,
        field="F01",
        column=None,
        position=0,
        label="号牌",
        section="",
        type=FieldType(kind),
        required=True,
        options=(),
        code_list="",
        validation="",
        legal_basis=(),
    )


def _ask(field):
    from pages.shared.kinds import ask  # noqa: PLC0415 -- AppTest ships source, not closures
    from pages.shared.slots import Slot  # noqa: PLC0415 -- as above

    ask(field, "粤H12345", Slot("field.plate", "号牌", "zh-CN"))


def a_field_kind():
    plate = FieldType("plate")
    (merged,) = merge_fields([use_of("A-01", "text"), use_of("B-01", "plate")])
    phoned = merge_fields([use_of("A-01", "phone"), use_of("B-01", "plate")])
    problems = validate_values([merged], {KEY: "12"}, today=date(2026, 11, 29))
    app = AppTest.from_function(_ask, args=(merged,)).run()

    assert merged.type is plate
    assert conflicts_in([merged]) == ()
    assert [conflict.variant for conflict in conflicts_in(phoned)] == ["type"]
    assert [problem.rule for problem in problems] == ["plate-unknown"]
    assert validate_values([merged], {KEY: "粤h·12345"}) == ()
    assert all(
        f"problem.{problem.rule}" in messages_of(it) for problem in problems for it in LOCALES
    )
    assert closed_word(TYPE_WORDS, "车牌号") is plate
    assert read_back(plate, written(plate, "粤H12345")) == "粤H12345"
    assert app.text_input[0].value == "粤H12345"


def a_document_kind_that_is_printed():
    from core.receipts.queue_tickets import QueueTicket  # noqa: PLC0415 -- as above

    from adapters.printing import PaperPrinter  # noqa: PLC0415 -- only a paper needs it

    ticket = QueueTicket("A12", "3 <号>")

    assert "A12 号，请到 3 &lt;号&gt;" in PaperPrinter().html_of(ticket)
    assert "Number A12" in PaperPrinter("en").html_of(ticket)
    assert PaperPrinter().print_paper(ticket).startswith(b"%PDF-")
    assert [glyph.character for glyph in PaperPrinter().missing_on(QueueTicket("\U0002ebf0", ""))]


def a_way_of_exemption():
    from pages.shared.exemptions import sign_of  # noqa: PLC0415 -- pages are drawn apart

    way = ExemptionWay("e_archive")
    plan = ThemePlan(CATALOGUE.themes["T02"], CATALOGUE)
    before = guide_theme(plan, plan.theme.typical_answers)
    given = next(
        material for material in before.materials if str(material.provided_by) == "applicant"
    )
    spared = [AddedExemption(material=use.ref, exemption=Exemption(by=way)) for use in given.uses]
    after = guide_theme(changed_plan(plan, WhatIf(exemptions=spared)), plan.theme.typical_answers)
    (fetched,) = (material for material in after.materials if material.key == given.key)

    assert str(fetched.provided_by) == "e_archive"
    assert status_of(fetched, GivenMaterials(), is_asked=False).state == "fetched"
    assert after.materials_count.asked == before.materials_count.asked - 1
    assert closed_word(EXEMPTION_WORDS, "档案调取") is way
    assert sign_of(fetched.provided_by.kind).icon == "inventory_2"
    for locale in LOCALES:
        assert {"kiosk.tag.e_archive", "designer.way.e_archive"} <= messages_of(locale).keys()


def a_verify_rule():
    plan = ThemePlan(CATALOGUE.themes["T02"], CATALOGUE)
    code = next(iter(plan.matters))
    matters = {
        **CATALOGUE.matters,
        code: CATALOGUE.matters[code].model_copy(update={"legal_basis": ()}),
    }
    bare = verify_theme(ThemePlan(plan.theme, replace(CATALOGUE, matters=matters)))
    found = [finding for finding in bare.findings if finding.finding.rule == "matter-without-basis"]

    assert [finding.finding.at for finding in found] == [f"T02.{code}"]
    assert found[0].witness is not None
    assert all(code in found[0].finding.message(locale) for locale in LOCALES)
    assert bare.proved


def _offer():
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source, not closures

    from pages.shared.languages import offer_languages  # noqa: PLC0415 -- as above

    def speak(locale):
        st.session_state["spoken"] = locale

    offer_languages(st.session_state.get("spoken", "zh-CN"), speak)


def a_locale():
    from adapters.serving.full_house import page  # noqa: PLC0415 -- only this serves

    app = AppTest.from_function(_offer).run()

    assert [button.label for button in app.button] == ["English", "ئۇيغۇرچە"]
    app.button(key="language_ug").click().run()
    assert [button.label for button in app.button] == ["中文", "English"]
    assert messages_of("ug").keys() == messages_of("zh-CN").keys()
    assert translate("finding.type.text", "ug") == translate("finding.type.text", "en")
    assert 'lang="ug"' in page()
    words = words_of(CATALOGUE, "ug")
    assert (words.of("公积金提取", "T08"), words.of("是")) == ("ئۆي فوندىنى ئېلىش", "ھەئە")
    assert not words.is_confirmed


USES = (a_field_kind, a_document_kind_that_is_printed, a_way_of_exemption, a_verify_rule, a_locale)


def outcome_of(use):
    try:
        use()
    except Exception:  # whatever went wrong is told to the test
        return format_exc()
    return ""


if __name__ == "__main__":
    sys.stdout.write(json.dumps({use.__name__: outcome_of(use) for use in USES}))
