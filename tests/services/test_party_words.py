"""Words for parties: added, used, taken back and unlearnt, by whoever designs."""

import pytest

from core.catalogue.suggesting import Certainty, certainty_of
from core.errors import InvalidPartyWordError, NotPermittedError
from tests.services.conftest import staffed
from tests.services.racing import all_at_once
from tests.services.test_library import spreadsheet


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def suggested(hall, label):
    """What a new form is told about one label of its section 人员信息."""
    importing = hall.policy.library.importing
    read = importing.read(spreadsheet([1, "人员信息", label, "文本"]), name="新表", department="WJ")
    (field,) = importing.open_fields(read.matters[0])
    return field.suggestions


def test_a_word_that_was_added_tells_whose_a_field_is_until_it_is_removed(hall):
    words = hall.policy.library.parties
    before = suggested(hall, "堂主姓名")[0].subject

    words.add_party_word("堂主", ("principal",))
    first, *_ = found = suggested(hall, "堂主姓名")
    words.remove_party_word("堂主")

    assert before is None
    assert (first.element, first.subject) == ("per.name", "principal")
    assert certainty_of(found) is Certainty.LOOK
    assert "“堂主”在叫法表里是" in first.words("zh-CN")
    assert suggested(hall, "堂主姓名")[0].subject is None


def test_a_word_that_means_several_is_distinguished_by_what_is_asked(hall):
    assert suggested(hall, "业户姓名")[0].subject == "principal"


@pytest.mark.parametrize(
    ("word", "subjects"),
    [
        ("", ("principal",)),
        ("店", ("principal",)),
        ("店长", ()),
        ("店长", ("x",)),
    ],
)
def test_what_is_no_word_or_means_nobody_is_refused(hall, word, subjects):
    with pytest.raises(InvalidPartyWordError):
        hall.policy.library.parties.add_party_word(word, subjects)


def test_departments_do_not_change_words_of_all(hall):
    with pytest.raises(NotPermittedError):
        hall.health.library.parties.add_party_word("堂主", ("principal",))


def test_two_who_add_words_at_the_same_moment_both_keep_theirs(hall):
    words = hall.policy.library.parties

    all_at_once(
        lambda: words.add_party_word("甲某", ("principal",)),
        lambda: words.add_party_word("乙某", ("agent",)),
    )

    assert {"甲某", "乙某"} <= {party.word for party in words.party_words()}
