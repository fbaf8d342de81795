"""SQLModel table of the keys that rows are encrypted under."""

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from db.tables import CODE


class DataKeyRow(SQLModel, table=True):
    """A data key, wrapped under a key of the installation: of one case, or of one list.

    Rotation changes these rows alone. Whoever removes the key of a case erases what it said.
    """

    __tablename__ = "data_key"

    hall: str = Field(primary_key=True, max_length=CODE)
    scope: str = Field(primary_key=True, max_length=16)
    name: str = Field(primary_key=True, max_length=CODE)
    key_id: str = Field(max_length=32, index=True)
    wrapped: bytes = Field(sa_type=LargeBinary)
