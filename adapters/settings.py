"""Settings of this installation, from environment variables that begin with DONE_ONCE_."""

from datetime import time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from adapters.department_settings import StandInRules, SystemAddress, expect_guarded
from adapters.keys import read_keys
from core.cases.paper_forms import HALL_OPENS
from core.errors import SettingsError
from core.i18n import DEFAULT_LOCALE, translate
from core.monitoring.production import SHORTEST, Installation, production_refusals
from core.privacy.retention import Retention, read_retention
from core.review.clocks import DAYS_TO_CHECK
from core.review.matter_reviews import LICENCE
from core.staff.authenticating import SessionRules
from core.visits.addresses import is_reached_by_phones

ROOT = Path(__file__).parents[1]
"""The folder of the program; a relative ``data_dir`` lies in it, wherever one starts from."""

PREFIX = "DONE_ONCE_"
SHORTEST_SECRET = SHORTEST


class Environment(StrEnum):
    """What this installation is for. A demo is marked as one on every paper."""

    DEMO = "demo"
    PRODUCTION = "production"


class UnscannedFiles(StrEnum):
    """What becomes of a file into which no scanner can look now."""

    REFUSE = "refuse"
    WAIT = "wait"


class Rounds(StrEnum):
    """Whether departments have to agree before a draft that concerns them is published."""

    OPTIONAL = "optional"
    REQUIRED = "required"


_SOURCES = ("licence_library", "shared_data", "identity_reader", "matter_site", "payment_service")
_LOOPBACK = ("http://127.0.0.1:", "http://localhost:")
"""A card reader is part of the kiosk itself."""


class Settings(BaseSettings):
    """What an operator can set. ``docs/operating.md`` lists all of it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ROOT / ".env", extra="ignore", frozen=True
    )

    environment: Environment = Environment.DEMO
    data_dir: Path = Path("data")
    database_url: str = ""
    heads_dir: Path = Path()
    """Where signed heads of the log of all cases go; best where the database cannot write."""
    hall: str = Field(default="demo", min_length=1, max_length=80)
    hall_opens: time = HALL_OPENS
    """When the hall opens: proposed as the time of receipt of what came on paper."""
    locale: str = DEFAULT_LOCALE
    address: str = "127.0.0.1"
    kiosk_port: int = Field(default=8501, ge=1, le=65535)
    designer_port: int = Field(default=8502, ge=1, le=65535)
    home_region: str = Field(default="441200", pattern=r"^(\d{6})?$")
    kiosk_name: str = Field(default="1", min_length=1, max_length=80)
    """What the staff call this kiosk: they see it when somebody there calls for help."""
    personal_machine: bool = False
    """Whether the machine is a person's own: then the receipt can be saved on it as a file."""
    public_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """How phones reach the kiosk, in the codes they scan; by default as its own browser does."""
    idle_seconds: int = Field(default=90, ge=3, le=3600)
    """After how long without a touch the kiosk forgets whoever was there."""
    cut_off_seconds: int = Field(default=90, ge=1, le=600)
    """How long a browser that lost its connection may take to come back before it is forgotten."""
    staff_idle_minutes: int = Field(default=30, ge=1, le=720)
    """After how long with nothing done the staff have to log in again."""
    staff_session_hours: int = Field(default=12, ge=1, le=12)
    """After how long they have to in any case."""
    breached_passwords_file: Path = Path()
    """Digests of passwords that are known from breaches, in order; no account gets one of them."""
    secret_key: SecretStr = SecretStr("")
    """Signs what is fetched, among others. Known to nobody else, and lasting."""
    backup_key: SecretStr = SecretStr("")
    """Seals backups; without one the secret key does. Kept apart from the backups."""
    backup_key_file: Path = Path()
    """The file that it stands in, instead of the setting."""
    data_keys: SecretStr = SecretStr("")
    """What everything at rest is encrypted under: ``NAME:KEY`` with commas between, the last is
    for what is new. Without it the keys stand in a file."""
    data_keys_file: Path = Path()
    """Where the keys stand, a line each; a demo does with its secret until there is one."""
    licence_library_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """Where the licence library is; without one everything is asked of the applicant."""
    licence_library_token: SecretStr = SecretStr("")
    shared_data_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """Where other departments' data are asked for, if anywhere."""
    shared_data_token: SecretStr = SecretStr("")
    matter_site_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """Where departments publish their matters; what it says is compared with the library."""
    matter_site_token: SecretStr = SecretStr("")
    payment_service_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """Where people pay by code; without one money is taken by ticket alone."""
    payment_service_token: SecretStr = SecretStr("")
    payment_notice_secret: SecretStr = SecretStr("")
    """What the payment service signs its messages with; without it none is taken."""
    identity_reader_url: str = Field(default="", pattern=r"^(https?://[^\s/]+.*)?$")
    """Where the identity card reader of this kiosk is, if it has one."""
    identity_reader_token: SecretStr = SecretStr("")
    identity_methods: str = Field(default="card", pattern=r"^(card|face|code)(,(card|face|code))*$")
    """How the reader can identify somebody, with commas between."""
    sessions_at_most: int = Field(default=300, ge=1)
    """How many browsers one process of an app lets in."""
    sessions_per_address: int = Field(default=120, ge=1)
    """How many of them from one address; telephones of a hall often share one."""
    upload_megabytes_per_session: int = Field(default=60, ge=20)
    """How much of files that a browser sent may wait in memory until it is taken."""
    upload_megabytes_at_most: int = Field(default=600, ge=20)
    """The same for all browsers of one process."""
    trusted_proxies: str = "127.0.0.1"
    """Whose word is taken for the address of a browser: addresses, with commas between."""
    metrics_token: SecretStr = SecretStr("")
    """Who knows it may read the numbers at /metrics; without one nobody may."""
    least_free_megabytes: int = Field(default=200, ge=1)
    """With less room on the disk than that, nobody is let in (``manage.py health``)."""
    virus_scanner: str = Field(default="", pattern=r"^(tcp://[^\s/:]+:\d+|unix:/\S+)?$")
    """Where ClamAV's daemon listens, if there is one."""
    unscanned_files: UnscannedFiles | None = None
    """What becomes of files while the scanner cannot be reached."""
    retention: str = ""
    """How long what is kept, where it is not as by default: ``CLASS=DAYS`` with commas between."""
    rounds: Rounds = Rounds.OPTIONAL
    """Whether a theme is published only after the departments concerned have confirmed it."""
    silent_kinds: frozenset[str] = frozenset({LICENCE})
    """In which kinds of matters silence means accepted."""
    check_days: int = Field(default=DAYS_TO_CHECK, ge=1, le=250)
    """Working days from a decision on a promise until the promise is checked."""
    department_systems: dict[str, SystemAddress] = {}
    """Which departments have systems of their own that are told of their matters, and where."""
    department_secrets: dict[str, SecretStr] = {}
    """What signs messages between a department's system and this one, by department."""
    stand_in_departments: StandInRules = StandInRules()
    """Whose systems a demo stands in for; they decide by themselves."""
    rooms_dir: Path = Path()
    """Where training rooms lie, each in a folder of its own; never in a backup."""
    rooms_at_most: int = Field(default=12, ge=0, le=200)
    """How many training rooms may be open at once; with 0 there are none."""
    rooms_kept_days: int = Field(default=7, ge=1, le=365)
    """After how many days in which nobody did anything in it a training room is removed."""
    stand_in_port: int = Field(default=8503, ge=1, le=65535)
    """Where the demo's stand-in for the licence library listens, on this machine only."""

    @model_validator(mode="after")
    def _expect_one_key_of_backups(self) -> Self:
        given = len(self.backup_key.get_secret_value())
        if given and self.backup_key_file.name:
            raise ValueError(f"{PREFIX}BACKUP_KEY and {PREFIX}BACKUP_KEY_FILE are both set")
        if 0 < given < SHORTEST_SECRET:
            raise ValueError(f"{PREFIX}BACKUP_KEY needs at least {SHORTEST_SECRET} characters")
        return self

    @field_validator("retention")
    @classmethod
    def _expect_periods(cls, given: str) -> str:
        read_retention(given)
        return given

    @model_validator(mode="after")
    def _expect_file_of_passwords(self) -> Self:
        if self.breached_passwords_file.name and not self.breached_passwords_file.is_file():
            raise ValueError(f"{PREFIX}BREACHED_PASSWORDS_FILE is no file that can be read")
        return self

    @model_validator(mode="after")
    def _expect_readable_keys(self) -> Self:
        given = self.data_keys.get_secret_value()
        try:
            read_keys(given)
        except ValueError as error:
            raise ValueError(f"{PREFIX}DATA_KEYS: {error}") from None
        return self

    @model_validator(mode="after")
    def _expect_two_ports(self) -> Self:
        if self.kiosk_port == self.designer_port:
            raise ValueError(f"{PREFIX}KIOSK_PORT and {PREFIX}DESIGNER_PORT are the same")
        if self.stand_in_port in (self.kiosk_port, self.designer_port):
            raise ValueError(f"{PREFIX}STAND_IN_PORT is the port of an app")
        return self

    @model_validator(mode="after")
    def _expect_guarded_sources(self) -> Self:
        for source in _SOURCES:
            url, name = getattr(self, f"{source}_url"), f"{PREFIX}{source.upper()}"
            if url and not getattr(self, f"{source}_token").get_secret_value():
                raise ValueError(f"{name}_URL needs {name}_TOKEN")
            is_near = url.startswith(_LOOPBACK) and source == "identity_reader"
            is_open = url.startswith("http:") and not is_near
            if is_open and self.environment is Environment.PRODUCTION:
                raise ValueError(f"{name}_URL has to begin with https:// in production")
        return self

    @model_validator(mode="after")
    def _expect_guarded_systems(self) -> Self:
        in_production = self.environment is Environment.PRODUCTION
        expect_guarded(
            self.department_systems, self.department_secrets, in_production=in_production
        )
        return self

    @model_validator(mode="after")
    def _expect_address_for_phones(self) -> Self:
        is_near = self.public_url and not is_reached_by_phones(self.public_url)
        if is_near and self.environment is Environment.PRODUCTION:
            raise ValueError(f"{PREFIX}PUBLIC_URL leads phones to themselves; name this machine")
        return self

    @property
    def told_departments(self) -> frozenset[str]:
        """Return the departments that have systems of their own."""
        return frozenset(self.department_systems)

    @property
    def secrets(self) -> dict[str, str]:
        """Return the secrets that are this installation's own, by the names of their settings."""
        own = {"SECRET_KEY": self.secret_key, "BACKUP_KEY": self.backup_key}
        return {f"{PREFIX}{name}": value.get_secret_value() for name, value in own.items()}

    @property
    def may_wait_for_scanner(self) -> bool:
        """Say whether files are taken while the scanner cannot be reached; not in production."""
        chosen = self.unscanned_files
        if chosen is None:
            return self.environment is Environment.DEMO
        return chosen is UnscannedFiles.WAIT

    @property
    def data_folder(self) -> Path:
        """Return where this installation keeps its files."""
        return ROOT / self.data_dir

    @property
    def heads_folder(self) -> Path:
        """Return where heads are kept, in the data folder by default."""
        return ROOT / self.heads_dir if self.heads_dir.name else self.data_folder / "heads"

    @property
    def rooms_folder(self) -> Path:
        """Return where training rooms lie, in the data folder by default."""
        return ROOT / self.rooms_dir if self.rooms_dir.name else self.data_folder / "rooms"

    @property
    def session_rules(self) -> SessionRules:
        """Return how long the staff stay logged in."""
        idle, at_most = self.staff_idle_minutes, self.staff_session_hours
        return SessionRules(timedelta(minutes=idle), timedelta(hours=at_most))

    @property
    def periods(self) -> Retention:
        """Return how long what is kept."""
        return read_retention(self.retention)

    @property
    def keys_file(self) -> Path:
        """Return where the keys of what is kept stand, if they are not set themselves."""
        named = self.data_keys_file
        return ROOT / named if named.name else self.data_folder / "keys"

    @property
    def database(self) -> str:
        """Return the address of the database, SQLite in the data folder by default."""
        return self.database_url or f"sqlite:///{self.data_folder / 'done_once.db'}"


def read_settings() -> Settings:
    """Return the settings, or refuse to start.

    Raises:
        SettingsError: Naming everything that is wrong, but never what was given: it may be secret.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        problems = (_settings_fault(fault["loc"], fault["msg"]) for fault in error.errors())
        raise SettingsError(problems="; ".join(problems)) from None
    if settings.environment is Environment.PRODUCTION:
        found = Installation(secrets=settings.secrets, needed=(f"{PREFIX}SECRET_KEY",))
        refuse_unfit(found, settings.locale)
    return settings


def refuse_unfit(found: Installation, locale: str) -> None:
    """Refuse what production refuses, and name all of it.

    Raises:
        SettingsError: If there is anything.
    """
    words = [
        translate(refusal.message_key, locale, name=refusal.name)
        for refusal in production_refusals(found)
    ]
    if words:
        raise SettingsError(problems=" ".join(words))


def _settings_fault(place: tuple[int | str, ...], message: str) -> str:
    name = "_".join(map(str, place)).upper()
    plain = message.removeprefix("Value error, ")
    return f"{PREFIX}{name}: {plain}" if name else plain
