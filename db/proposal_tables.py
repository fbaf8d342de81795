"""SQLModel table of what was decided about proposals."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.instants import UtcInstant
from db.sealed_bytes import SealedBytes
from db.tables import CODE, NAME


class ProposalDecisionRow(SQLModel, table=True):
    """One thing said about a proposal. Rows are added and never changed.

    ``content`` is the proposal as it was then.
    """

    __tablename__ = "proposal_decision"

    proposal: str = Field(primary_key=True, max_length=32)
    number: int = Field(primary_key=True)
    verdict: str = Field(max_length=16)
    department: str = Field(max_length=CODE)
    reason: bytes = Field(sa_type=SealedBytes)
    content: bytes = Field(sa_type=SealedBytes)
    said_by: str = Field(max_length=NAME)
    said_at: datetime = Field(sa_type=UtcInstant)
