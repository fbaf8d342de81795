"""Tests leave the data of an installation alone: `make run` may follow `make test`."""

import subprocess
import sys

from adapters.settings import ROOT, read_settings

ASKED = "from adapters.settings import read_settings; print(read_settings().data_folder)"


def test_what_says_no_folder_works_in_one_of_the_tests():
    assert not read_settings().data_folder.is_relative_to(ROOT)


def test_so_does_what_a_test_starts():
    asked = [sys.executable, "-c", ASKED]

    answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert answer.strip() == str(read_settings().data_folder)
