"""Keys that tests encrypt under, and stores over them."""

import hashlib

from adapters.files import FolderFileStore
from adapters.keys import InstallationKeys

GIVEN = "tests:" + "A" * 43
KEYS = InstallationKeys(GIVEN)


def name_of(digest):
    """What a file is called by its digest: another digest, as the program's own is."""
    return hashlib.sha256(digest.encode()).hexdigest()


def file_store(folder, keys=KEYS, names=name_of):
    return FolderFileStore(folder, keys=keys, name_of=names)


def path_of(folder, digest):
    """Where a file lies in the folder of a store of tests."""
    name = name_of(digest)
    return folder / name[:2] / name[2:4] / f"{name}.sealed"
