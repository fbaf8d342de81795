import pytest

from core.catalogue.packages import read_package
from tests.conftest import SHIPPED

ELEMENTS = """format: 1
elements:
- id: per.a
  name: A
  type: text
  sensitive: {kind}
"""


def findings_of(tmp_path, kind):
    for file in ("departments", "documents", "licences", "questions", "subjects"):
        (tmp_path / f"{file}.yaml").write_text(f"format: 1\n{file}: []\n", "utf-8")
    (tmp_path / "elements.yaml").write_text(ELEMENTS.format(kind=kind), "utf-8")
    return read_package(tmp_path).refusals


@pytest.mark.parametrize("kind", ["identity", "biometric", "health", "whereabouts"])
def test_a_known_kind_of_sensitive_data_is_taken(tmp_path, kind):
    assert findings_of(tmp_path, kind) == ()


@pytest.mark.parametrize("kind", ["medical", "Health", "true", "[health]"])
def test_an_unknown_kind_of_sensitive_data_is_refused_with_its_line(tmp_path, kind):
    (refused,) = findings_of(tmp_path, kind)

    assert (refused.file, refused.line) == ("elements.yaml", 6)


def test_number_face_health_and_account_are_sensitive_as_shipped():
    elements = read_package(SHIPPED).catalogue.elements

    words = {code: elements[code].sensitive for code in ("per.id_no", "idc.fingerprint")}
    assert words == {"per.id_no": "identity", "idc.fingerprint": "biometric"}
    assert elements["birth.health"].sensitive == "health"
    assert elements["bank.account"].sensitive == "finance"
    assert elements["per.name"].sensitive is None
