import pytest

from adapters.redacting import places_of, redacted, told_of
from core.errors import StorageError, UsernameTakenError

SESSION = "3f2b8c1e-52d4-4b7a-9a10-6d7c2f0b9e11"
PERSONAL = [
    "441202198803160028",
    "44120219880316002X",
    "441202 19880316 002x",
    "４４１２０２１９８８０３１６００２８",
    "441202880316002",
    "13800138000",
    "138 0013 8000",
    "+86-138-0013-8000",
    "林秋月",
    "欧阳·买买提",
    "𠮷野家",
    "someone@example.org",
    SESSION,
    "ab" * 32,
    "Zk8-secret_token-of-a-telephone-91",
    "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VybmFtZSI6ImFiYyJ9.c2lnbmF0dXJl",
]
AROUND = [
    "{}",
    "value {} refused",
    "name='{}'",
    "({}, 3)",
    "{{'number': '{}'}}",
    "x:{};",
    "/phone?token={}",
    "Session with id {} is already connected!",
    "PUT /_stcore/upload_file/{}/1 HTTP/1.1",
    "Set-Cookie: a={}; Path=/",
    "Authorization: Bearer {}",
]


@pytest.mark.parametrize("personal", PERSONAL)
@pytest.mark.parametrize("around", AROUND)
def test_who_somebody_is_and_what_lets_them_in_is_left_out(personal, around):
    line = redacted(around.format(personal))

    assert personal not in line
    assert not any(part in line for part in ("441202", "13800", "8000", "secret", SESSION[:8]))


@pytest.mark.parametrize(
    "plain",
    [
        "Set aside, as it is no longer as it was written: theme_version T01 3",
        "no head could be written: PermissionError",
        "GET /_stcore/host-config 200",
        "Port 8501 is taken",
        "error.infrastructure.settings (problems='DONE_ONCE_SECRET_KEY: too short')",
        "/srv/done-once/data/files/ cannot be written",
        "Client WebSocket message size 4194305 bytes exceeds the limit",
        "2026-11-29 done after 12.5 seconds",
    ],
)
def test_what_an_operator_needs_stays(plain):
    assert redacted(plain) == plain


def test_short_secrets_are_left_out_by_what_they_are_called():
    assert "hunter2" not in redacted("password=hunter2, ticket: 'a b' and code 84513977")
    assert "84513977" not in redacted("password=hunter2, ticket: 'a b' and code 84513977")


def test_a_message_without_end_is_cut_off():
    assert len(redacted("word " * 10_000)) < 3000


def test_of_an_error_only_the_kind_is_reported_or_the_words_of_the_operator():
    assert told_of(ValueError("Zhang Wei")) == "ValueError"
    taken = UsernameTakenError(username="Zhang Wei")
    assert told_of(taken) == f"UsernameTakenError: {taken.message_key}"
    assert "PermissionError" in told_of(StorageError(reason="PermissionError"))


def test_where_it_happened_is_reported_without_what_was_there():
    try:
        int("欧阳秋悦明")
    except ValueError as error:
        places = places_of(error.__traceback__)

    assert "test_where_it_happened" in places[-1]
    assert "欧阳" not in "".join(places)
