"""What each kind of value takes, in which form, and what it tells."""

from datetime import date
from decimal import Decimal

import pytest
from stdnum.cn import ric, uscc

from core.catalogue.models import FieldType
from core.forms.constraints import understood
from core.forms.cross_checks import is_whole
from core.forms.possible_dates import years_offered
from core.kinds.values.credit_codes import as_credit_code, credit_code_problem
from core.kinds.values.identity import identity_problem, region_problem
from core.kinds.values.identity_papers import paper_number_problem
from core.kinds.values.numeric import as_number
from core.kinds.values.phone import as_phone, phone_problem

TODAY = date(2026, 11, 29)


def code(beginning):
    return beginning + uscc.calc_check_digit(beginning)


def number(beginning):
    return beginning + ric.calc_check_digit(beginning + "0")


PHONES = {
    "+86 138 0000 2001": "13800002001",
    "0086-138-0000-2001": "13800002001",
    "86 13800002001": "13800002001",
    "013800002001": "13800002001",
    "１３８００００２００１": "13800002001",
    "138\u200b0000\u20602001": "13800002001",
    "138–0000—2001": "13800002001",
    "tel:+86-138-0000-2001": "13800002001",
    "138_0000·2001": "13800002001",
    "07582000000": "0758-2000000",
    "+86 (0)758 2000000": "0758-2000000",
    "+86 10 6234 5678": "010-62345678",
    "0758-2345678-8": "0758-2345678-8",
    "021-6234-5678": "021-62345678",
    "(0758)2000000转801": "0758-2000000-801",
    "2345678": "2345678",
    "400 123 4567": "400-123-4567",
    "400-1234-567": "400-123-4567",
    "95588": "95588",
    "12345": "12345",
    "020-12345": "020-12345",
    "+852 9000 2001": "+85290002001",
    "852-9123-4567": "+85291234567",
    "00853 6612 3456": "+85366123456",
    "+886 912 345 678": "+886912345678",
    "+1 (650) 253-0000 ext. 123": "+16502530000-123",
    "+44 (0)20 7946 0018": "+442079460018",
}


@pytest.mark.parametrize(("typed", "written"), PHONES.items())
def test_a_telephone_number_is_taken_in_one_form(typed, written):
    assert (phone_problem(typed), as_phone(typed)) == (None, written)
    assert (phone_problem(written), as_phone(written)) == (None, written)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("1380000200", "mobile-too-short"),
        ("+86 138000020012", "mobile-too-long"),
        ("12800002001", "phone-unknown"),
        ("+852 123", "phone-unknown"),
        ("+999 1234567", "phone-unknown"),
        ("+852 91234567 王", "phone-unknown"),
        ("0758-0234567", "phone-unknown"),
        ("²³⁴⁵⁶⁷⁸", "phone-unknown"),
        ("", "phone-unknown"),
    ],
)
def test_what_is_no_telephone_number_is_reported_and_stays(typed, rule):
    assert (phone_problem(typed), as_phone(typed)) == (rule, typed)


@pytest.mark.parametrize(
    "beginning",
    [
        "N2441202MF1234567",
        "A1100000600037341",
        "Y1110000600037341",
        "55441202MF1234567",
        "54441202MF1234567",
        "91100000600037341",
        "92441202MA4W12345",
        "8144120060003734P",
    ],
)
def test_credit_codes_of_every_registering_department_are_taken(beginning):
    typed = code(beginning).lower()

    assert credit_code_problem(typed) is None
    assert as_credit_code(f" {typed[:8]}-{typed[8:]} ") == code(beginning)


@pytest.mark.parametrize(
    "wrong",
    [
        code("N2441202MF1234567")[:-1] + "0",
        code("91001202MF1234567"),  # there is no province 00
        code("01441202MF1234567"),
        "91441202MI12345678",  # I, O, Z, S and V are never used
        "914412020000000",
    ],
)
def test_impossible_credit_codes_are_reported(wrong):
    assert credit_code_problem(wrong) is not None


PAPERS = [
    ("居民身份证", number("44120219880316002"), None),
    ("居民身份证", number("44240119880316002"), None),  # a county dissolved long ago
    ("居民身份证", number("46002519880316002"), None),  # Hainan had counties of its own
    ("居民身份证", "441202880316002", "identity-length"),
    ("居民身份证", number("00120219880316002"), "identity-unknown"),
    ("居民身份证", number("44000019880316002"), "identity-unknown"),
    ("居民身份证", number("44120218500316002"), "identity-unknown"),
    ("居民身份证", "E12345678", "identity-length"),
    ("护照", "E12345678", None),
    ("护照", "123456789", None),
    ("护照", "护照", "paper-number-unknown"),
    ("港澳居民来往内地通行证", "h12345678", None),
    ("港澳居民来往内地通行证", "M1234567801", None),
    ("港澳居民来往内地通行证", "X12345678", "paper-number-unknown"),
    ("台湾居民来往大陆通行证", "12345678", None),
    ("台湾居民来往大陆通行证", "1234567", "paper-number-unknown"),
    ("港澳台居民居住证", number("83000019920130002"), None),
    ("港澳台居民居住证", number("44120219880316002"), "paper-number-unknown"),
    ("外国人永久居留身份证", "911124198108030024", None),
    ("外国人永久居留身份证", "911124198108030025", "identity-checksum"),
    ("外国人永久居留身份证", "USA110081080301", None),
    ("外国人永久居留身份证", "110081080301", "paper-number-unknown"),
    ("其他", "随便 1", None),
]


@pytest.mark.parametrize(("paper", "typed", "rule"), PAPERS)
def test_a_number_follows_the_rule_of_its_paper(paper, typed, rule):
    assert paper_number_problem(typed, paper) == rule


@pytest.mark.parametrize("typed", ["E12345678", "H12345678", "12345678", "USA110081080301"])
def test_without_a_kind_of_paper_any_paper_may_be_meant(typed):
    assert paper_number_problem(typed) is None


@pytest.mark.parametrize("typed", ["44120219880316002", "1234567890", "441202198803160029", "12"])
def test_a_number_short_of_a_digit_is_no_passport(typed):
    assert paper_number_problem(typed) == identity_problem(typed) is not None


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("000000", "region-unknown"),
        ("004412", "region-unknown"),
        ("999999", "region-unknown"),
        ("442401", None),
        ("端州区", None),
    ],
)
def test_a_region_of_no_province_is_reported(typed, rule):
    assert region_problem(typed) == rule


@pytest.mark.parametrize("kind", [FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER])
@pytest.mark.parametrize(
    "huge",
    [10**23, -(10**40), 1e300, float("inf"), "9" * 5000, pytest.param(10**5000, id="5000 digits")],
)
def test_no_number_is_too_large_to_be_told(kind, huge):
    assert kind.kind.problem(huge) == "number-too-large"
    assert kind.kind.normalise(huge) is huge


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,234.50", 1234.5),
        ("１２３", 123),
        ("-0", 0),
        ("007", 7),
        ("三万", "三万"),
        ("5万元", "5万元"),
        ("1,23", "1,23"),
        ("10²", "10²"),
        ("1e5", "1e5"),
        ("NaN", "NaN"),
        ("0.1234567890123456789", "0.1234567890123456789"),
    ],
)
def test_a_number_is_kept_as_it_is_or_not_touched(typed, kept):
    assert as_number(typed) == kept


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        (["33.33"] * 3, True),
        (["33.3"] * 3, True),
        (["16.67"] * 6, True),
        (["6.3"] * 16, True),
        (["50", "50"], True),
        (["0.95"] * 100, False),
        (["33"] * 3, False),
        (["50.0", "49.9"], False),
        (["60", "50"], False),
    ],
)
def test_shares_are_whole_within_the_rounding_of_their_own_decimals(shares, whole):
    assert is_whole([Decimal(share) for share in shares]) is whole


@pytest.mark.parametrize(
    ("element", "latest"),
    [
        ("per.birth_date", 2026),
        ("per.birth_time", 2026),
        ("per.id_valid_to", 2056),
        ("prem.lease_to", 2056),
        ("per.health_cert_expire", 2056),
        ("re.contract_date", 2036),
    ],
)
def test_the_years_ahead_follow_from_what_a_date_is_about(element, latest):
    years = years_offered(element, TODAY)

    assert (years[0], years[-1]) == (str(latest), "1900")


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (['YYYYMMDD或"长期"'], True),
        (["YYYY-MM-DD或长期"], True),
        (["YYYY-MM-DD"], False),
        (['YYYYMMDD或"长期"', "YYYY-MM-DD"], False),
        ([], False),
    ],
)
def test_a_card_is_valid_for_ever_only_where_every_rule_says_so(rules, allowed):
    assert understood(rules).allows("长期") is allowed


@pytest.mark.parametrize("said", ["不同意", "no", "随便", [], {}, [False], 0, 1])
def test_a_declaration_is_agreed_to_in_so_many_words(said):
    assert FieldType.DECLARATION.kind.problem(said) == "declaration-not-agreed"
