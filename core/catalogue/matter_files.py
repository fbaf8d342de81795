"""Write matters and lists as format-1 YAML that reads back as exactly the same."""

from typing import Any

import yaml
from pydantic import BaseModel

from core.catalogue.models import Matter
from core.catalogue.yaml_reading import read_yaml

_LOOKS_LIKE_A_NUMBER = frozenset("+-.0123456789")


class _Writer(yaml.SafeDumper):
    """Writes text so that no reader takes it for a number."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: an alias in a file edited by hand is a trap."""
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if text[:1] in _LOOKS_LIKE_A_NUMBER or not text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def yaml_text(document: Any) -> str:
    """Return plain data as the YAML of a catalogue."""
    return yaml.dump(document, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1000)


def matter_file(matter: Matter) -> bytes:
    """Return the YAML file of a matter; what is as usual is left out.

    Raises:
        ValueError: If the file would not read back as the same matter.
    """
    return _file(matter, matter.code)


def list_file(listed: BaseModel) -> bytes:
    """Return the YAML file of a list, such as ``licences.yaml``.

    Raises:
        ValueError: If the file would not read back as the same list.
    """
    return _file(listed, type(listed).__name__)


def file_of(content: BaseModel) -> bytes:
    """Return the YAML file of a matter or a list, written anew.

    Raises:
        ValueError: If the file would not read back as the same.
    """
    return _file(content, type(content).__name__)


def _file(content: BaseModel, name: str) -> bytes:
    document = content.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw = yaml_text(document).encode("utf-8")
    data, _ = read_yaml(raw)
    if type(content).model_validate(data) != content:
        raise ValueError(name)
    return raw
