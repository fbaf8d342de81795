"""Keep what visits pass on: links to phones, visits left for later, calls for help."""

import sqlalchemy as sa
from alembic import op

from db.instants import UtcInstant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_links()
    op.create_table(
        "kept_visit",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", UtcInstant(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "digest"),
    )
    op.create_table(
        "help_call",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("kiosk", sa.String(200), nullable=False),
        sa.Column("step", sa.String(80), nullable=False),
        sa.Column("called_at", UtcInstant(), nullable=False),
        sa.Column("answered_at", UtcInstant(), nullable=True),
        sa.Column("answered_by", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_help_call_hall", "help_call", ["hall"])


def _make_links() -> None:
    op.create_table(
        "phone_link",
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("visit", sa.String(80), nullable=False),
        sa.Column("document", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("paper", sa.String(200), nullable=False),
        sa.Column("expires_at", UtcInstant(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "digest"),
    )
    op.create_index("ix_phone_link_visit", "phone_link", ["visit"])
    op.create_table(
        "phone_file",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
        sa.Column("document", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.ForeignKeyConstraint(
            ["hall", "link"], ["phone_link.hall", "phone_link.digest"], name="file_of_link"
        ),
    )
    op.create_index("ix_phone_file_hall", "phone_file", ["hall"])
