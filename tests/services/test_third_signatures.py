"""A third person's consent is theirs: read whole, signed by them, bound to what it said."""

from dataclasses import replace

import pytest

from core.cases.models import Application
from core.cases.signatures import Stroke
from core.catalogue.packages import read_package
from core.errors import (
    LinkExpiredError,
    MissingMaterialsError,
    NameDiffersError,
    SignatureTooShortError,
)
from core.materials.texts import TEXTS_DIR
from core.services.citizens import is_signed, unsigned
from core.services.citizens.sealed_visits import VisitState
from core.services.citizens.third_signatures import third_signatures
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.keys import SEALER
from tests.papers import PDF

CONSENT = "mat.head_consent@household_head"
HEAD = "王守业"
ANSWERS = {
    "hk_kind": "投靠配偶",
    "hk_new": "否",
    "idc_reason": "不办理",
    "has_companion": "否",
    "has_cert": "是",
}
VALUES = {
    "per.name@household_head": HEAD,
    "per.name@mover": "林秋月",
    "per.id_no@mover": "441202198803160028",
    "hk.to_addr@migration": "端州区演示路 2 号",
}


ALONE = {"T07": {"hk_new": "否"}}
"""Answers by which nobody moves along."""


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped).service


@pytest.fixture
def application():
    return Application("key", "T06", 1, ANSWERS, VALUES, templates=(CONSENT,))


def consent_of(kiosk, application):
    (text,) = kiosk.handing_in.prepare(application).texts[CONSENT]
    return text


def test_the_text_is_whole_and_says_whose_turn_it_is(kiosk, application):
    text = consent_of(kiosk, application)

    assert (text.role, text.signer) == ("户主", HEAD)
    assert "林秋月" in text.text
    assert "端州区演示路 2 号" in text.text
    assert "{" not in text.text


def test_nothing_is_given_without_the_signature(kiosk, application):
    texts = kiosk.handing_in.prepare(application).texts

    assert not is_signed(texts[CONSENT], application.signatures)
    assert [signature.signer for signature in unsigned(texts[CONSENT], ())] == [HEAD]


def test_it_is_given_with_the_signature_and_says_who_signed_what(kiosk, application):
    text = consent_of(kiosk, application)
    signature = kiosk.handing_in.sign_text(text, HEAD)
    signed = replace(application, signatures=(signature,))

    assert is_signed(kiosk.handing_in.prepare(signed).texts[CONSENT], signed.signatures)
    assert (signature.name, signature.role, signature.text) == (HEAD, text.role, text.text)
    assert third_signatures(kiosk.handing_in.prepare(signed).texts, signed) == (signature,)


@pytest.mark.parametrize(
    "change",
    [
        {"per.name@mover": "别人"},
        {"hk.to_addr@migration": "别处"},
        {"per.name@household_head": "别人"},
    ],
)
def test_a_signature_is_of_what_was_read(kiosk, application, change):
    signature = kiosk.handing_in.sign_text(consent_of(kiosk, application), HEAD)
    changed = replace(application, values=VALUES | change, signatures=(signature,))

    assert not is_signed(kiosk.handing_in.prepare(changed).texts[CONSENT], changed.signatures)


def test_another_visit_cannot_use_it(kiosk, application):
    signature = kiosk.handing_in.sign_text(consent_of(kiosk, application), HEAD)
    other = replace(application, submission_key="other", signatures=(signature,))

    assert not is_signed(kiosk.handing_in.prepare(other).texts[CONSENT], other.signatures)


def test_nobody_signs_for_somebody_else(kiosk, application):
    text = consent_of(kiosk, application)

    with pytest.raises(NameDiffersError):
        kiosk.handing_in.sign_text(text, "林秋月")
    with pytest.raises(SignatureTooShortError):
        kiosk.handing_in.sign_text(text, Stroke(b"", points=1, length=2))
    with pytest.raises(NameDiffersError):
        kiosk.handing_in.sign_text(replace(text, signer=""), Stroke(b"", points=90, length=900))


def test_every_signer_of_a_group_signs(kiosk):
    values = {"per.name@shareholder": ["甲", "乙"], "org.name@subject": "示例公司"}
    answers = {"premises_tenure": "租赁", "by_agent": "本人办理"}
    company = Application("key", "T03", 1, answers, values, templates=("mat.articles@subject",))
    texts = kiosk.handing_in.prepare(company).texts["mat.articles@subject"]

    first = kiosk.handing_in.sign_text(texts[0], "甲")
    both = (first, kiosk.handing_in.sign_text(texts[1], "乙"))

    assert [text.signer for text in texts] == ["甲", "乙"]
    assert not is_signed(texts, (first,))
    assert is_signed(texts, both)


def test_a_text_of_the_applicant_needs_no_other_signature(kiosk):
    salon = Application("key", "T02", 1, {"subject_type": "公司", "has_license": "是"}, {})
    texts = kiosk.handing_in.prepare(salon).texts

    assert is_signed(texts["mat.hygiene_systems@subject"], ())


def test_what_was_signed_is_there_after_a_break(kiosk, application, keeper):
    signature = kiosk.handing_in.sign_text(consent_of(kiosk, application), HEAD)
    signed = replace(application, signatures=(signature,))

    slip = keeper.keep(VisitState(signed))
    again = keeper.resume(slip.number, slip.code).application

    assert is_signed(kiosk.handing_in.prepare(again).texts[CONSENT], again.signatures)


@pytest.fixture
def sealing(shipped):
    return FakeKiosk(shipped, sealer=SEALER).service


def test_it_is_read_and_signed_on_a_phone(sealing, application):
    text = consent_of(sealing, application)
    token = sealing.phone.signatures.offer(text, visit="key")

    read = sealing.phone.signatures.read(token)
    sealing.phone.signatures.give(token, HEAD)
    signature = sealing.phone.signatures.collect(token, text)

    assert read == text
    signed = replace(application, signatures=(signature,))
    assert is_signed(sealing.handing_in.prepare(signed).texts[CONSENT], signed.signatures)
    assert sealing.phone.signatures.collect(token, text) is None


def test_the_database_does_not_tell_what_the_text_says(sealing, application):
    token = sealing.phone.signatures.offer(consent_of(sealing, application), visit="key")

    link = sealing.phone.files.look(token)

    assert link.is_text
    assert HEAD.encode() not in link.sealed
    assert token.encode() not in link.sealed


def test_a_link_for_a_signature_takes_no_file_and_a_closed_one_nothing(sealing, application):
    token = sealing.phone.signatures.offer(consent_of(sealing, application), visit="key")
    with pytest.raises(LinkExpiredError):
        sealing.phone.files.give(token, name="a.pdf", content=PDF)
    with pytest.raises(NameDiffersError):
        sealing.phone.signatures.give(token, "别人")

    sealing.phone.files.close("key")

    with pytest.raises(LinkExpiredError):
        sealing.phone.signatures.give(token, HEAD)


def test_without_the_signature_the_case_is_not_received(kiosk, shipped):
    form = kiosk.filling.form("T06", 1, ANSWERS)
    asked = {
        place: value
        for place, value in values_for(form, shipped).items()
        if place not in form.known
    }
    values = asked | {"per.sex@mover": "女"}
    uploads = tuple(
        kiosk.materials.keep_upload(document=document, subject=subject, name="a.pdf", content=PDF)
        for document, subject in (
            material.material.key for material in form.materials if material.code != CONSENT
        )
    )
    application = Application(
        "key", "T06", 1, ANSWERS, values, uploads=uploads, templates=(CONSENT,)
    )
    application = replace(
        application,
        values=values
        | {
            document.place: document.signer
            for document in kiosk.handing_in.prepare(application).documents
        },
    )

    with pytest.raises(MissingMaterialsError) as missed:
        kiosk.handing_in.submit(application)
    signature = kiosk.handing_in.sign_text(consent_of(kiosk, application), "林秋月")
    case = kiosk.handing_in.submit(replace(application, signatures=(signature,)))

    assert missed.value.names == ("户主同意声明",)
    assert signature in case.application.signatures
    (paper,) = [
        material
        for material in kiosk.handing_in.receipt(case.number).materials
        if material.signed_by
    ]
    assert paper.signed_by == (("户主", "林秋月"),)


def test_every_text_of_the_shipped_catalogue_is_there(shipped):
    wanted = {
        document.document
        for matter in shipped.matters.values()
        for material in matter.materials
        if material.exemption
        and material.exemption.by == "generated_form"
        and material.kind == "evidence"
        and len(material.documents()) == 1
        for document in material.documents()
    }

    assert wanted <= {file.stem for file in TEXTS_DIR.glob("*.txt")}


@pytest.mark.parametrize(
    ("theme", "document", "expected"),
    [
        (
            "T05",
            "mat.family_auth@buyer",
            "（查询人）：林秋月（证件号码 11010519491231002X）",
        ),
        ("T03", "mat.tripartite@subject", "（统一社会信用代码 核发后填写）"),
        ("T07", "mat.head_consent@household_head", "随迁人员：无。"),
    ],
)
def test_no_place_of_a_text_is_left_open_to_be_written_later(
    kiosk, shipped, theme, document, expected
):
    answers = {**shipped.themes[theme].typical_answers, **ALONE.get(theme, {})}
    form = kiosk.filling.form(theme, 1, answers)
    application = Application("key", theme, 1, answers, values_for(form, shipped))

    text = kiosk.handing_in.prepare(application).texts[document][0]

    assert expected in text.text
    for words in (text.text, *text.translations.values()):
        assert "＿" not in words
