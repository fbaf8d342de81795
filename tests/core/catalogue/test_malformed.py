"""Every kind of bad file is refused in words, and all the others are still served."""

import random
import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalogue.findings import Finding, Severity
from core.catalogue.packages import read_package
from core.catalogue.yaml_reading import MAX_BYTES, RefusedFileError, read_yaml
from core.errors import CatalogueUnreadableError
from core.i18n import LOCALES_DIR
from tests.conftest import CATALOGUE
from tests.generating import generate_theme

GOOD_MATTER = """\
format: 1
code: B
name: 招牌备案
department: D1
committed_days: 3
legal_basis:
- 条例第一条
fields:
- id: F01
  label: 名称
  type: text
  required: true
  element: a.name
  subject: owner
materials:
- id: M01
  name: 执照
  evidence:
    document: licence
    subject: owner
"""
GOOD_THEME = """\
format: 1
code: T
name: 开店
questions:
- question: q1
matters:
- matter: A
"""


@pytest.fixture
def directory(tmp_path):
    """A small catalogue of good files, into which each test puts a bad one."""
    generated = generate_theme(seed=3, matters=1, questions=1, entries=2, materials=1)
    _, plain = generated.as_dictionaries()
    lists = {
        "questions": list(plain["questions"].values()),
        "elements": list(plain["elements"].values()),
        "subjects": list(plain["subjects"].values()),
        "departments": [{"code": "D1", "name": "市场局"}],
        "documents": [{"id": "licence", "name": "执照"}],
        "licences": [],
    }
    for name, parts in lists.items():
        text = yaml.safe_dump({"format": 1, name: parts}, allow_unicode=True)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "matters").mkdir()
    (tmp_path / "themes").mkdir()
    good = GOOD_MATTER.replace("code: B", "code: A")
    (tmp_path / "matters" / "A.yaml").write_text(good, "utf-8")
    (tmp_path / "themes" / "T.yaml").write_text(GOOD_THEME, "utf-8")
    assert read_package(tmp_path).refusals == ()
    return tmp_path


def changed(old, new):
    """Return the good matter with one passage changed."""
    assert GOOD_MATTER.count(old) == 1
    return GOOD_MATTER.replace(old, new)


def added(text):
    return GOOD_MATTER + text


BOMB = "format: 1\na: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DEEP_FLOW = added("note: " + "[" * 5_000 + "]" * 5_000 + "\n")
DEEP_BLOCK = "format: 1\nnote:\n" + "".join(f"{' ' * d}- \n" for d in range(1, 300))
DEEP_COMPACT = "format: 1\nnote: \n  " + "- " * 3_000 + "x\n"

MALFORMED = [
    # name, content, rule, line, words that the message has to name
    ("broken syntax", changed("name: 招牌备案", "name: [招牌"), "syntax", 4, ()),
    ("an unclosed quote", changed("name: 招牌备案", 'name: "招牌'), "syntax", 3, ()),
    ("a tab as indentation", changed("  label: 名称", "\tlabel: 名称"), "syntax", 10, ()),
    ("no YAML at all", "%PDF-1.7\n\n%%EOF", "syntax", 1, ()),
    ("not UTF-8", GOOD_MATTER.encode("gb18030"), "encoding", 3, ("UTF-8",)),
    ("UTF-16", GOOD_MATTER.encode("utf-16"), "encoding", 1, ("UTF-8",)),
    (
        "cut inside a character",
        GOOD_MATTER.partition("照")[0].encode() + "照".encode()[:2],
        "encoding",
        17,
        ("UTF-8",),
    ),
    (
        "an unknown key",
        changed("  label: 名称", "  lable: 名称"),
        "unknown-key",
        10,
        ("lable", "label"),
    ),
    ("a key of nobody", added("colour: red\n"), "unknown-key", 21, ("colour",)),
    (
        "a key of another place",
        changed("  required: true", "  ask_when: true"),
        "unknown-key",
        12,
        ("ask_when",),
    ),
    ("text for a number", changed("3\n", "三\n"), "wrong-type", 5, ("committed_days", "三")),
    ("a number for text", changed("招牌备案", "12"), "wrong-type", 3, ("name", "12", '"12"')),
    ("text for a truth value", changed("true", "yes"), "wrong-type", 12, ("required", "yes")),
    ("a list for a mapping", changed("format: 1\n", "- format: 1\n- "), "syntax", 3, ()),
    ("nothing for text", changed("招牌备案", "~"), "wrong-type", 3, ("name",)),
    ("a mapping for a list", changed("- 条例第一条", "  a: b"), "wrong-type", 6, ("legal_basis",)),
    ("a negative number", changed("3\n", "-3\n"), "wrong-type", 5, ("committed_days", "-3")),
    ("a value outside its set", changed("text", "txt"), "unknown-value", 11, ("txt", "text")),
    ("a missing key", changed("department: D1\n", ""), "missing-key", 1, ("department",)),
    ("another format", changed("format: 1", "format: 2"), "other-format", 1, ("2",)),
    ("format as text", changed("format: 1", "format: '1'"), "other-format", 1, ("1",)),
    ("format as truth value", changed("format: 1", "format: true"), "other-format", 1, ()),
    ("format with a point", changed("format: 1", "format: 1.0"), "other-format", 1, ("1.0",)),
    ("no format", changed("format: 1\n", ""), "no-format", 1, ("format: 1",)),
    ("a key that stands twice", added("name: 又一个\n"), "duplicate-key", 21, ("name", "3")),
    (
        "a key that stands twice deep inside",
        changed("  required: true", "  required: true\n  type: date"),
        "duplicate-key",
        13,
        ("type", "11"),
    ),
    (
        "a field code that stands twice",
        changed("materials:", "- id: F01\n  label: 又\n  type: text\nmaterials:"),
        "duplicate-code",
        15,
        ("F01", "9"),
    ),
    (
        "a material code that stands twice",
        added("- id: M01\n  name: 又\n"),
        "duplicate-code",
        21,
        ("M01", "16"),
    ),
    (
        "a column code that stands twice",
        changed(
            "  type: text",
            "  type: table\n  columns:\n  - {id: C, label: a, type: text}\n"
            "  - {id: C, label: b, type: text}",
        ),
        "duplicate-code",
        14,
        ("C", "13"),
    ),
    (
        "a code that another file has",
        changed("code: B", "code: A"),
        "duplicate-code",
        2,
        ("A", "matters/A.yaml"),
    ),
    ("a code that climbs", changed("code: B", "code: ../../etc/passwd"), "unsafe-code", 2, ("..",)),
    ("a code with a slash", changed("code: B", "code: a/b"), "unsafe-code", 2, ("a/b",)),
    ("a code with a drive", changed("code: B", r"code: C:\x"), "unsafe-code", 2, (r"C:\x",)),
    ("a code of dots", changed("code: B", "code: .."), "unsafe-code", 2, ()),
    ("a code that ends in a dot", changed("code: B", "code: B."), "unsafe-code", 2, ("B.",)),
    ("a code with a blank", changed("code: B", "code: B C"), "unsafe-code", 2, ("B C",)),
    ("an empty code", changed("code: B", "code: ''"), "unsafe-code", 2, ()),
    (
        "a code turned around",
        changed("code: B", r'code: "B\u202e"'),
        "control-character",
        2,
        (),
    ),
    ("a code with a line break", changed("code: B", r'code: "B\n"'), "unsafe-code", 2, ()),
    ("an endless code", changed("code: B", "code: " + "B" * 200), "unsafe-code", 2, ()),
    ("an unsafe field code", changed("id: F01", "id: ../F01"), "unsafe-code", 9, ("../F01",)),
    ("an unsafe reference", changed("a.name", "a/name"), "unsafe-code", 13, ("a/name",)),
    ("an alias bomb", BOMB, "alias-bomb", None, ()),
    ("a list that holds itself", added("note: &n [*n]\n"), "cyclic-alias", 21, ()),
    ("a mapping that holds itself", added("note: &n\n  a: *n\n"), "cyclic-alias", 22, ()),
    ("an alias of nothing", added("note: *nobody\n"), "syntax", 21, ("nobody",)),
    ("brackets without end", DEEP_FLOW, "too-deep", 21, ()),
    ("braces without end", added("note: " + "{a: " * 5_000), "too-deep", 21, ()),
    ("indentation without end", DEEP_BLOCK, "too-deep", None, ()),
    ("dashes without end", DEEP_COMPACT, "too-deep", 3, ()),
    ("a label of five megabytes", changed("名称", "x" * 5_000_000), "too-large", 1, ()),
    ("a number of many digits", changed("3\n", "9" * 5_000 + "\n"), "number-too-large", 5, ()),
    ("a number without end", changed("3\n", "1e999\n"), "number-too-large", 5, ()),
    ("more days than there are", changed("3\n", "100000000\n"), "wrong-type", 5, ("100000000",)),
    (
        "a tag that runs code",
        changed("招牌备案", "!!python/object/apply:os.system [ls]"),
        "tag",
        3,
        ("python",),
    ),
    ("a tag of its own", changed("招牌备案", "!name 招牌"), "tag", 3, ("!name",)),
    ("a set", added("note: !!set {a, b}\n"), "tag", 21, ("set",)),
    ("a control character", changed("招牌备案", "招\x07牌"), "control-character", 3, ("U+0007",)),
    ("a null character", changed("招牌备案", "招\x00牌"), "control-character", 3, ("U+0000",)),
    (
        "an escaped control character",
        changed("招牌备案", r'"招\x07牌"'),
        "control-character",
        3,
        ("U+0007",),
    ),
    (
        "an escaped control character in a key",
        added(r'"a\x1b": 1'),
        "control-character",
        21,
        ("U+001B",),
    ),
    ("half a character", changed("招牌备案", r'"\ud800"'), None, 3, ()),
    ("several documents", added("---\nformat: 1\n"), "several-documents", 21, ()),
    ("an empty file", "", "empty-file", 1, ()),
    ("nothing but a remark", "# 待补\n", "empty-file", 1, ()),
    ("one word", "招牌", "not-a-mapping", 1, ("format: 1",)),
    ("a list", "- format: 1\n", "not-a-mapping", 1, ("format: 1",)),
    ("a list as key", added("? [a, b]\n: c\n"), "key-not-a-name", 21, ()),
    (
        "columns without a table",
        changed("  type: text", "  type: text\n  columns:\n  - {id: C, label: a, type: text}"),
        "table-columns",
        9,
        ("table",),
    ),
    (
        "a table without columns",
        changed("  type: text", "  type: table"),
        "table-columns",
        9,
        ("table",),
    ),
]


@pytest.mark.parametrize(
    ("content", "rule", "line", "words"), [pytest.param(*c[1:], id=c[0]) for c in MALFORMED]
)
def test_a_malformed_file_is_refused_in_words_and_the_others_are_served(
    directory, content, rule, line, words
):
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    (directory / "matters" / "B.yaml").write_bytes(raw)

    package = read_package(directory)

    assert {refusal.file for refusal in package.refusals} == {"matters/B.yaml"}
    first = next(found for found in package.refusals if rule in (None, found.rule))
    assert line in (None, first.line)
    for locale in sorted(path.name for path in LOCALES_DIR.iterdir()):
        message = first.message(locale)
        assert [word for word in words if word not in message] == []
        assert len(message) < 1_000
    assert list(package.catalogue.matters) == ["A"]
    assert list(package.catalogue.themes) == ["T"]


def test_the_good_matter_is_good(directory):
    (directory / "matters" / "B.yaml").write_text(GOOD_MATTER, "utf-8")

    package = read_package(directory)

    assert package.refusals == ()
    assert package.catalogue.matters["B"].name == "招牌备案"


def test_all_problems_of_a_file_are_reported_at_once(directory):
    text = changed("  label: 名称", "  lable: 名称").replace("3\n", "三\n").replace("true", "yes")
    (directory / "matters" / "B.yaml").write_text(text, "utf-8")

    refusals = read_package(directory).refusals

    assert {(refusal.rule, refusal.line) for refusal in refusals} == {
        ("wrong-type", 5),
        ("missing-key", 9),
        ("unknown-key", 10),
        ("wrong-type", 12),
    }


def test_a_file_full_of_problems_is_reported_in_few_words(directory):
    fields = "".join(f"- {{id: F{place}, lable: a}}\n" for place in range(5_000))
    (directory / "matters" / "B.yaml").write_text(f"format: 1\nfields:\n{fields}", "utf-8")

    refusals = read_package(directory).refusals

    assert 1 <= len(refusals) <= 20


@pytest.mark.parametrize("name", ["matters/x.yaml", "themes/x.yml"])
def test_a_directory_that_is_named_like_a_file_is_refused(directory, name):
    (directory / name).mkdir()

    package = read_package(directory)

    assert [(refusal.rule, refusal.file) for refusal in package.refusals] == [("unreadable", name)]
    assert list(package.catalogue.matters) == ["A"]


def test_a_list_that_is_a_directory_is_reported(directory):
    (directory / "subjects.yaml").unlink()
    (directory / "subjects.yaml").mkdir()

    package = read_package(directory)

    assert [refusal.file for refusal in package.refusals] == ["subjects.yaml"]
    assert list(package.catalogue.matters) == ["A"]


def test_a_link_that_leads_nowhere_is_refused(directory):
    (directory / "matters" / "x.yaml").symlink_to("nowhere.yaml")

    assert [refusal.rule for refusal in read_package(directory).refusals] == ["unreadable"]


def test_a_file_of_another_name_is_reported_but_no_error(directory):
    (directory / "subject.yaml").write_text("format: 1\n", "utf-8")

    [refusal] = read_package(directory).refusals

    assert (refusal.rule, refusal.severity) == ("unknown-file", Severity.WARNING)
    assert "subjects.yaml" in refusal.message("en")


def test_a_list_file_that_is_refused_leaves_the_others_in_use(directory):
    (directory / "questions.yaml").write_text("format: 1\nquestions: 3\n", "utf-8")

    package = read_package(directory)

    assert [(r.rule, r.file, r.line) for r in package.refusals] == [
        ("wrong-type", "questions.yaml", 2)
    ]
    assert list(package.catalogue.themes) == ["T"]
    assert package.catalogue.questions == {}
    assert package.catalogue.elements


def test_a_code_that_stands_twice_in_a_list_is_refused_with_both_lines(directory):
    text = "format: 1\ndepartments:\n- code: D1\n  name: 甲\n- code: D1\n  name: 乙\n"
    (directory / "departments.yaml").write_text(text, "utf-8")

    [refusal] = read_package(directory).refusals

    assert (refusal.rule, refusal.line) == ("duplicate-code", 5)
    assert "D1" in refusal.message("en")
    assert "3" in refusal.message("en")


def test_a_directory_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CatalogueUnreadableError):
        read_package(tmp_path / "nowhere")


# --- What is read, and as what


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "on",
        "off",
        "yes",
        "y",
        "1:30",
        "0x1F",
        "0o17",
        "010",
        "2026-01-01",
        "1_000",
        "+.inf",
        ".nan",
        "1.2.3",
        "12e",
        "00",
        "1,000",
        "=",
        "<<",
        "١٢",
    ],
)
def test_text_that_other_readers_would_change_stays_as_it_stands(directory, written):
    text = changed("招牌备案", written)
    (directory / "matters" / "B.yaml").write_text(text, "utf-8")

    package = read_package(directory)

    assert package.refusals == ()
    assert package.catalogue.matters["B"].name == written


@pytest.mark.parametrize(
    "written",
    ["no", "1:30", "0x1F", "0o17", "010", "2026-01-01", "1_000", "~", "3.0", "'3'", "+ 3"],
)
def test_a_number_is_never_guessed(directory, written):
    (directory / "matters" / "B.yaml").write_text(changed("3\n", f"{written}\n"), "utf-8")

    package = read_package(directory)

    assert [(refusal.rule, refusal.line) for refusal in package.refusals] == [("wrong-type", 5)]


@pytest.mark.parametrize("written", ["no", "yes", "on", "y", "1", "0", "~", "'true'"])
def test_a_truth_value_is_never_guessed(directory, written):
    (directory / "matters" / "B.yaml").write_text(changed("true", written), "utf-8")

    package = read_package(directory)

    assert [(refusal.rule, refusal.line) for refusal in package.refusals] == [("wrong-type", 12)]


@pytest.mark.parametrize("written", ["no", "1:30", "0x1F", "010", "2026-01-01", "1_000"])
def test_an_option_and_the_value_it_is_compared_with_stay_the_same_text(directory, written):
    question = f"format: 1\nquestions:\n- {{id: q1, text: a, kind: single, options: [{written}]}}\n"
    theme = GOOD_THEME + f"  when: {{question: q1, op: eq, value: {written}}}\n"
    (directory / "questions.yaml").write_text(question, "utf-8")
    (directory / "themes" / "T.yaml").write_text(theme, "utf-8")

    catalogue = read_package(directory).catalogue

    assert catalogue.questions["q1"].options == (written,)
    assert catalogue.themes["T"].matters[0].when.value == written


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\xef\xbb\xbf" + GOOD_MATTER.encode(), id="a mark at the beginning"),
        pytest.param(GOOD_MATTER.replace("\n", "\r\n").encode(), id="lines as Windows ends them"),
        pytest.param(
            b"\xef\xbb\xbf" + GOOD_MATTER.replace("\n", "\r\n").encode(), id="both of them"
        ),
        pytest.param(GOOD_MATTER.rstrip().encode(), id="no end of line at the end"),
        pytest.param(("---\n" + GOOD_MATTER + "...\n").encode(), id="marks of the document"),
        pytest.param(("# 说明\n\n" + GOOD_MATTER).encode(), id="a remark above"),
    ],
)
def test_files_as_editors_save_them_are_read(directory, raw):
    (directory / "matters" / "B.yaml").write_bytes(raw)

    package = read_package(directory)

    assert package.refusals == ()
    assert package.catalogue.matters["B"].name == "招牌备案"


def test_lines_are_counted_alike_however_they_end(directory):
    text = changed("  label: 名称", "  lable: 名称").replace("\n", "\r\n")
    (directory / "matters" / "B.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())

    refusals = read_package(directory).refusals

    assert ("unknown-key", 10) in {(refusal.rule, refusal.line) for refusal in refusals}


def test_aliases_that_stay_small_are_read():
    data, lines = read_yaml(b"format: 1\na: &a [x, y]\nb: *a\n")

    assert data == {"format": 1, "a": ("x", "y"), "b": ("x", "y")}
    assert lines.at(("b",)) == 3


def test_a_file_just_within_the_limit_is_read():
    raw = b"format: 1\nnote: " + b"x" * (MAX_BYTES - 20) + b"\n"

    assert read_yaml(raw)[0]["format"] == 1


# --- Damage at random

FILES = sorted(CATALOGUE.glob("**/*.yaml")) if CATALOGUE.is_dir() else []
_SPLINTERS = [
    *(bytes([character]) for character in b"{}[]:|>%?'\"#~\t\r\n\x00\xff"),
    *(b"- ", b"&a ", b"*a", b"!!set ", b"---\n"),
]


def damaged(raw, seed):
    """Return a file cut off, with bytes changed, lines dropped or splinters put in."""
    chance = random.Random(seed)
    content = bytearray(raw)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) or 1)
        match chance.randrange(5):
            case 0:
                del content[place:]
            case 1:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 2:
                content[place:place] = chance.choice(_SPLINTERS)
            case 3:
                lines = content.split(b"\n")
                del lines[chance.randrange(len(lines))]
                content = bytearray(b"\n".join(lines))
            case _:
                del content[place : place + chance.randint(1, 40)]
    return bytes(content)


@pytest.mark.skipif(not FILES, reason="there is no catalogue at hand")
@settings(max_examples=5 * settings.default.max_examples)
@given(file=st.sampled_from(FILES), seed=st.integers(0, 2**32 - 1))
def test_a_real_file_damaged_at_random_is_read_or_refused_and_nothing_else(
    tmp_path_factory, file, seed
):
    directory = tmp_path_factory.mktemp("damaged")
    target = directory / file.relative_to(CATALOGUE)
    for folder in ("matters", "themes"):
        (directory / folder).mkdir()
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(damaged(file.read_bytes(), seed))

    package = read_package(directory)

    about_it = [r for r in package.refusals if r.rule != "missing-file"]
    name = target.relative_to(directory).as_posix()
    assert all(isinstance(r, Finding) and r.file == name and r.line >= 1 for r in about_it)
    assert all(refusal.message(locale) for refusal in about_it for locale in ("zh-CN", "en"))


@given(st.text(alphabet=string.printable, max_size=80) | st.binary(max_size=80))
def test_whatever_is_given_to_the_reader_is_read_or_refused(content):
    raw = content if isinstance(content, bytes) else content.encode()

    refused_at = 1
    try:
        read_yaml(raw)
    except RefusedFileError as refusal:
        refused_at = refusal.line
    assert refused_at >= 1


def test_a_catalogue_written_down_and_read_again_is_the_same(tmp_path):
    generated = generate_theme(seed=11, matters=4, questions=4, entries=5, materials=5)
    _, plain = generated.as_dictionaries()
    for folder in ("matters", "themes"):
        (tmp_path / folder).mkdir()
        for code, content in plain[folder].items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
            Path(tmp_path, folder, f"{code}.yaml").write_text(text, "utf-8")
    for name in ("questions", "elements", "subjects"):
        text = yaml.safe_dump({"format": 1, name: list(plain[name].values())}, allow_unicode=True)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")

    catalogue = read_package(tmp_path).catalogue

    assert catalogue.matters == generated.catalogue.matters
    assert catalogue.themes == generated.catalogue.themes
    assert catalogue.questions == generated.catalogue.questions
    assert catalogue.elements == generated.catalogue.elements
    assert catalogue.subjects == generated.catalogue.subjects
