import jwt
import pytest

from pages.designer.door import secret_in

SECRET = "ab" * 32


def test_the_secret_of_a_cookie_is_found():
    cookie = jwt.encode({"username": SECRET, "exp_date": 1.0}, "k" * 64, algorithm="HS256")

    assert secret_in(cookie) == SECRET


@pytest.mark.parametrize(
    "cookie",
    ["", ".", "a.b.c", "....", "a.!!!.c", "a.WzFd.c", "a.MQ.c", "a.e30.c", "a.\ud800.c", "密.码.x"],
)
def test_nonsense_is_nobody(cookie):
    assert secret_in(cookie) == ""
