"""The secret and the data keys of this installation, and the keys that are derived from them."""

from adapters.head_signing import HeadSigner, lasting_secret
from adapters.keys import InstallationKeys, key_from
from adapters.purpose_keys import Purpose, former_key, purpose_key
from adapters.sealing import SecretSealer
from adapters.settings import Environment, Settings
from core.ports import Signer


def data_keys(settings: Settings, *, make: bool = True) -> InstallationKeys:
    """Return the keys that everything is encrypted under; a demo may do with its secret."""
    given = settings.data_keys.get_secret_value()
    if given:
        return InstallationKeys(given)
    if settings.environment is Environment.PRODUCTION:
        return InstallationKeys(file=settings.keys_file)
    return InstallationKeys(key_from(_secret(settings, make=make)), file=settings.keys_file)


def head_signer(settings: Settings, *, make: bool) -> Signer:
    """Return what signs the heads of the log."""
    return HeadSigner(_secret(settings, make=make))


def fetched_values_key(settings: Settings) -> bytes:
    """Return the key that seals values as they were fetched."""
    return purpose_key(_secret(settings), Purpose.FETCHED_VALUES)


def former_keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the keys under which earlier versions sealed."""
    return (former_key(_secret(settings)),)


def visit_sealer(settings: Settings) -> SecretSealer:
    """Return what seals visits that are kept for another day."""
    key = purpose_key(_secret(settings), Purpose.KEPT_VISITS)
    return SecretSealer(key, former=former_keys(settings))


def _secret(settings: Settings, *, make: bool = True) -> bytes:
    """Return the installation's secret; only the keys that it gives are used."""
    given = settings.secret_key.get_secret_value()
    return lasting_secret(given, settings.data_folder / "secret", make=make)
