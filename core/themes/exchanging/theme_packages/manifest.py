"""What a package says of itself: the SHA-256 of every file, and of all of it together."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

MANIFEST = "manifest.json"
KIND, FORMAT = "done-once-theme-package", 1


def manifest_of(theme: str, name: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the manifest of some files."""
    listed = [
        {"path": path, "size": len(content), "sha256": sha256(content).hexdigest()}
        for path, content in sorted(files.items())
    ]
    manifest = {"kind": KIND, "format": FORMAT, "theme": theme, "name": name, "files": listed}
    return {**manifest, "checksum": checksum_of_manifest(manifest)}


def checksum_of_manifest(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 of everything that a manifest says beside it.

    Examples:
        >>> one, other = {"a": 1, "checksum": "x"}, {"checksum": "y", "a": 1}
        >>> checksum_of_manifest(one) == checksum_of_manifest(other)
        True
    """
    said = {name: value for name, value in manifest.items() if name != "checksum"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def written_manifest(manifest: Mapping[str, Any]) -> bytes:
    """Return a manifest as it stands in a package."""
    return json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
