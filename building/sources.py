"""What values and identities are fetched from, where this installation is connected to it."""

from adapters.settings import Environment, Settings
from core.ports import (
    IdentityMethod,
    IdentityReader,
    LicenceLibrary,
    MatterSite,
    PaymentGate,
    Sources,
)


def connected_sources(settings: Settings) -> Sources:
    """Return the sources of an installation; each of them may be absent."""
    return Sources(_licence_library(settings), _shared_data(settings), _identity_reader(settings))


def _licence_library(settings: Settings) -> LicenceLibrary | None:
    if not settings.licence_library_url:
        return None
    from adapters.licence_library import HttpLicenceLibrary

    token = settings.licence_library_token.get_secret_value()
    return HttpLicenceLibrary(settings.licence_library_url, token, takes_demo=_takes_demo(settings))


def _shared_data(settings: Settings) -> LicenceLibrary | None:
    if not settings.shared_data_url:
        return None
    from adapters.licence_library import SHARED_DATA_PATH, HttpLicenceLibrary

    token = settings.shared_data_token.get_secret_value()
    return HttpLicenceLibrary(
        settings.shared_data_url, token, path=SHARED_DATA_PATH, takes_demo=_takes_demo(settings)
    )


def _identity_reader(settings: Settings) -> IdentityReader | None:
    if not settings.identity_reader_url:
        return None
    from adapters.identity_reader import HttpIdentityReader

    token = settings.identity_reader_token.get_secret_value()
    methods = tuple(map(IdentityMethod, settings.identity_methods.split(",")))
    return HttpIdentityReader(
        settings.identity_reader_url, token, methods=methods, takes_demo=_takes_demo(settings)
    )


def matter_site(settings: Settings) -> MatterSite | None:
    """Return the site on which departments publish their matters, if there is one."""
    if not settings.matter_site_url:
        return None
    from adapters.matter_site import HttpMatterSite

    token = settings.matter_site_token.get_secret_value()
    return HttpMatterSite(settings.matter_site_url, token, takes_demo=_takes_demo(settings))


def payment_service(settings: Settings) -> PaymentGate | None:
    """Return the service by which people pay, if there is one."""
    if not settings.payment_service_url:
        return None
    from adapters.payment_service import HttpPaymentService

    token = settings.payment_service_token.get_secret_value()
    return HttpPaymentService(settings.payment_service_url, token, takes_demo=_takes_demo(settings))


def _takes_demo(settings: Settings) -> bool:
    return settings.environment is Environment.DEMO
