"""Write matters as format-1 YAML that reads back as exactly the same matter."""

from typing import Any

import yaml

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


def matter_file(matter: Matter) -> bytes:
    """Return the YAML file of a matter; what is as usual is left out.

    Raises:
        ValueError: If the file would not read back as the same matter.
    """
    document = matter.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.dump(document, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1000)
    raw = text.encode("utf-8")
    data, _ = read_yaml(raw)
    if Matter.model_validate(data) != matter:
        raise ValueError(matter.code)
    return raw
