"""SQLModel table of what was pulled from the matter-publishing site."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.tables import CODE, NAME


class MatterPullRow(SQLModel, table=True):
    """One thing that happened to a matter of the site. Rows are added and never changed.

    What the site publishes is public, so it is not sealed; it is packed.
    """

    __tablename__ = "matter_pull"

    code: str = Field(primary_key=True, max_length=CODE)
    number: int = Field(primary_key=True)
    action: str = Field(max_length=16)
    content: bytes
    happened_at: datetime = Field(sa_type=UtcInstant)
    happened_by: str = Field(max_length=NAME)
    reason: str = Field(sa_type=Text)
