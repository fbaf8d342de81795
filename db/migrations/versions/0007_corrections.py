"""Keep what departments ask applicants to put right."""

import sqlalchemy as sa
from alembic import op

from db.instants import UtcInstant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("matter", sa.String(80), nullable=False),
        sa.Column("place", sa.String(161), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(200), nullable=False),
        sa.Column("asked_at", UtcInstant(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcInstant(), nullable=True),
        sa.PrimaryKeyConstraint("hall", "case_number", "matter", "place", "number"),
        sa.ForeignKeyConstraint(
            ["hall", "case_number"],
            ["service_case.hall", "service_case.number"],
            name="correction_of_case",
        ),
    )
