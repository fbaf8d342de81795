"""SQLModel table of whom cases are about, so that the counter finds them by number."""

from sqlmodel import Field, SQLModel

from db.tables import CODE, DIGEST


class CasePersonRow(SQLModel, table=True):
    """Somebody stands in a case: their number by HMAC, so that the table tells nobody's.

    A case in which nobody has a number has one row with nothing in it: it has been looked at.
    """

    __tablename__ = "case_person"

    hall: str = Field(primary_key=True, max_length=CODE)
    found_by: str = Field(primary_key=True, max_length=DIGEST)
    case_number: str = Field(primary_key=True, max_length=32, index=True)
