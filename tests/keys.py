"""Keys that tests encrypt under, and stores over them."""

import hashlib

from adapters.files import FolderFileStore
from adapters.keys import InstallationKeys
from adapters.sealing import SecretSealer

GIVEN = "tests:" + "A" * 43
KEYS = InstallationKeys(GIVEN)
CHEAP = 2**4
"""How long a try at what is sealed takes; what it takes in a hall is tried by itself."""
SEALER = SecretSealer(b"installation", cost=CHEAP)


def name_of(digest):
    """What a file is called by its digest: another digest, as the program's own is."""
    return hashlib.sha256(digest.encode()).hexdigest()


def file_store(folder, keys=KEYS, names=name_of):
    return FolderFileStore(folder, keys=keys, name_of=names)


def path_of(folder, digest):
    """Where a file lies in the folder of a store of tests."""
    name = name_of(digest)
    return folder / name[:2] / name[2:4] / f"{name}.sealed"
