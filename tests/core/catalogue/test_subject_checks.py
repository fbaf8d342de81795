"""``catalogue check`` names what is wrong with who may be who, and with decided values."""

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, Matter, NeverOne, Question, Subject, Theme
from core.catalogue.subject_checks import check_fixed_values, check_subjects


def person(role, **more):
    return Subject(id=role, name=role, kind="person", **more)


def found(*subjects, **lists):
    catalogue = Catalogue(subjects={subject.id: subject for subject in subjects}, **lists)
    return [(finding.rule, finding.at) for _, finding in check_subjects(catalogue)]


def test_a_person_that_says_nothing_is_named():
    assert found(person("clerk")) == [("person-says-nothing", "clerk")]


def test_whoever_says_that_nobody_may_be_them_has_said_something():
    assert found(person("doctor", may_be=())) == []
    assert found(person("staff", repeats=True), person("parents", members=("staff",))) == []
    assert found(Subject(id="shop", name="shop", kind="place"), Subject(id="x", name="x")) == []


def test_roles_that_nobody_declared_are_named_wherever_they_stand():
    never = [NeverOne(subject="r", basis="law")]
    rules = found(
        person("a", may_be=("q",), never=never, typical="q"),
        person("rows", repeats=True, rows_from=("q",), first="q"),
    )

    assert rules == [("unknown-reference", "a")] * 3 + [("unknown-reference", "rows")] * 2


def test_a_role_that_may_and_may_never_be_another_is_named():
    never = [NeverOne(subject="b", basis="law")]

    rules = found(person("a", may_be=("b",), never=never), person("b", may_be=()))

    assert rules == [("role-contradiction", "a")]


def test_never_in_some_situations_contradicts_nothing_but_has_to_ask_what_there_is():
    when = {"question": "q", "op": "eq", "value": "否"}
    never = [NeverOne(subject="b", basis="law", when=when)]
    asked = {"q": Question(id="q", text="?", kind="single", options=("是", "不"))}
    people = (person("a", may_be=("b",), never=never), person("b", may_be=()))

    assert found(*people) == [("unknown-reference", "a")]
    assert found(*people, questions=asked) == [("unknown-option", "a")]


def test_a_theme_decides_only_what_there_is():
    theme = Theme(format=1, code="T", name="T", fixed_values={"a.b@c": True})

    rules = [finding.rule for _, finding in check_fixed_values(theme, Catalogue())]

    assert rules == ["unknown-reference", "unknown-reference"]


def test_a_theme_decides_only_what_its_matters_offer():
    field = {
        "id": "F1",
        "label": "类别",
        "type": "choice",
        "element": "kind",
        "subject": "own",
        "options": ["新证", "变更"],
    }
    matter = Matter(format=1, code="M", name="M", department="D", committed_days=1, fields=[field])
    catalogue = Catalogue(
        elements={"kind": DataElement(id="kind", name="类别", type="choice")},
        subjects={code: Subject(id=code, name=code) for code in ("own", "licence")},
        matters={"M": matter},
    )

    def rules(value, key="kind@licence"):
        binding = {"matter": "M", "subject": "own", "as": "licence"}
        theme = Theme(
            format=1,
            code="T",
            name="T",
            fixed_values={key: value},
            matters=[{"matter": "M"}],
            subject_bindings=[binding],
        )
        return [finding.rule for _, finding in check_fixed_values(theme, catalogue)]

    assert rules("新证") == rules(["新证", "变更"]) == []
    assert rules("延续") == rules(["新证", "延续"]) == ["unknown-fixed-value"]
    assert rules("延续", "kind@own") == []
