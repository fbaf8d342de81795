"""What everybody could read is closed before production starts, or production does not start."""

import os
import stat
from pathlib import Path

import pytest

from adapters import open_paths
from adapters.open_paths import close_to_others
from adapters.settings import Settings
from core.errors import SettingsError


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    monkeypatch.setattr(open_paths, "ROOT", tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DONE_ONCE_{name.upper()}", raising=False)
    (tmp_path / "key").write_text("k" * 40)
    data = tmp_path / "data"
    (data / "heads").mkdir(parents=True, mode=0o755)
    (data / "done_once.db").touch(mode=0o644)
    for path, mode in ((tmp_path / "key", 0o600), (data, 0o755), (data / "done_once.db", 0o666)):
        path.chmod(mode)
    return Settings(data_dir=data, backup_key_file=tmp_path / "key")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_database_and_heads_are_closed_and_told(settings):
    data = settings.data_folder

    closed = close_to_others(settings)

    assert set(closed) == {str(data), str(data / "done_once.db"), str(data / "heads")}
    assert (mode_of(data), mode_of(data / "done_once.db"), mode_of(data / "heads")) == (
        0o750,
        0o660,
        0o750,
    )
    assert close_to_others(settings) == ()


def test_what_is_not_there_yet_is_not_open(settings, tmp_path):
    nowhere = settings.model_copy(update={"data_dir": tmp_path / "none"})

    assert close_to_others(nowhere) == ()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["key", ".env"])
@pytest.mark.parametrize("mode", [0o604, 0o602, 0o644])
def test_a_key_that_others_could_read_is_refused_and_not_just_closed(
    settings, tmp_path, name, mode
):
    (tmp_path / name).write_text("k" * 40)
    (tmp_path / name).chmod(mode)

    with pytest.raises(SettingsError, match=str(tmp_path / name)):
        close_to_others(settings)


def test_what_cannot_be_closed_is_refused(settings, monkeypatch):
    def refuse(path, mode):
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "chmod", refuse)

    with pytest.raises(SettingsError, match=r"done_once\.db"):
        close_to_others(settings)

    assert os.access(settings.data_folder, os.R_OK)
