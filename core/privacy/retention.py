"""How long what is kept: read here by the notice that tells it, and by what erases it.

What an office has received is archived with the case (档案法 13; 政务服务电子文件归档和电子档案
管理办法), for as long as the office's own table of periods says: never less than ten years.
"""

from dataclasses import dataclass
from datetime import timedelta

from core.visits.passing import SLIP_LASTS


@dataclass(frozen=True, slots=True)
class Retention:
    """Periods by class: what is not handed in, a visit left for later, a case once concluded."""

    unsent: timedelta = timedelta(hours=2)
    kept_visit: timedelta = SLIP_LASTS
    case_years: int = 10


RETENTION = Retention()
