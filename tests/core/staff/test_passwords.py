"""Passwords that are tried first are refused, and nothing else is (NIST SP 800-63B)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.known_passwords import KnownPasswordFiles
from core.staff.models import StaffMember
from core.staff.passwords import MOST_PASSWORD_BYTES, is_too_long, password_fault

LIN = StaffMember("linxiaoyan", "林小燕", ())
WORDS = KnownPasswordFiles().words


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("kzmt-8r4n-w", "short"),
        ("密码" * 13, "too_long"),
        ("kzmt-8r4n-w6qd ", "blanks"),
        ("\tkzmt-8r4n-w6qd", "blanks"),
        ("aaaaaaaaaaaa", "repeated"),
        ("abababababab", "repeated"),
        ("kzmtkzmtkzmt", "repeated"),
        ("kzmt8rkzmt8r", "repeated"),
        ("你好你好你好你好你好你好", "repeated"),
        ("abcdefghijkl", "sequence"),
        ("ZYXWVUTSRQPO", "sequence"),
        ("123456789012", "sequence"),
        ("987654321098", "sequence"),
        ("qwertyuiop12", "sequence"),
        ("1qaz2wsx3edc", "sequence"),
        ("qwe123asd456", "sequence"),
        ("!@#$%^&*()_+", "sequence"),
        ("1111222233334444", "repeated"),
        ("19880808-1988", "number"),
        ("2026年", "short"),
        ("13800138000-1", "number"),
        ("441200198808081234", "number"),
        ("1988.08.08.2026", "number"),
        ("LinXiaoYan-1", "personal"),
        ("xlinxiaoyan9", "personal"),
        ("nayoaixnil-77", "personal"),
        ("我叫林小燕我叫林小燕吗", "short"),
        ("林小燕的密码一二三四五六", "personal"),
        ("DoneOnce-2026", "personal"),
        ("yicibancheng8", "personal"),
        ("一次办成就是好一次真好吧", "personal"),
        ("password2026", "common"),
        ("P@ssw0rd2026!", "common"),
        ("Admin@123456", "common"),
        ("adminpassword", "common"),
        ("woaini5201314", "common"),
        ("zhangwei8808", "common"),
        ("iloveyou!!2026", "common"),
        ("letmein-welcome", "common"),
        ("sunshine2026!", "common"),
        ("Qwerty@2026!", "common"),
    ],
)
def test_what_is_tried_first_is_refused_and_why(password, why):
    assert password_fault(password, LIN, WORDS) == why


@pytest.mark.parametrize(
    "password",
    [
        "kzmt-8r4n-w6qd",
        "correct horse battery staple",
        "berlin kettle mossy",
        "83920174650183",
        "青藤爬上旧灰墙猫在数雨点",
        "xylophone-turnip",
        "aVeryLongSentenceAboutMushrooms",
        "p4#kQz!mW29x",
        "dragon monkey sunshine football",
        "password 83 kettle 1907 46 moss",
        "ünïcödé-straße-42",
    ],
)
def test_what_nobody_tries_is_taken_whatever_it_is_made_of(password):
    assert password_fault(password, LIN, WORDS) == ""


def test_a_short_name_inside_a_word_is_no_fault():
    short = StaffMember("li", "李", ())

    assert password_fault("alligator-turnip", short, WORDS) == ""
    assert password_fault("li-li-li-1988", short, WORDS) != ""


@given(st.text(min_size=10, max_size=80))
def test_every_text_is_judged_and_what_is_taken_can_be_compared(password):
    if password_fault(password, LIN, WORDS) == "":
        assert len(password.encode()) <= MOST_PASSWORD_BYTES
        assert not is_too_long(password)


def test_what_random_symbols_make_is_hardly_ever_refused():
    import random  # noqa: PLC0415 -- seeded: the same each time

    letters = "23456789abcdefghjkmnpqrstuvwxyz"
    dice = random.Random(7)
    made = ["-".join("".join(dice.choices(letters, k=4)) for _ in range(3)) for _ in range(300)]

    assert [password for password in made if password_fault(password, LIN, WORDS)] == []
