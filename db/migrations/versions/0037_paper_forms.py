"""Keep the forms printed for outages: each number is reserved, and used once."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0043"
branch_labels = None
depends_on = None

TABLE = "paper_form"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("hall", sa.String(80), primary_key=True),
        sa.Column("case_number", sa.String(32), primary_key=True),
        sa.Column("theme_code", sa.String(80), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.String(200), nullable=False),
        sa.Column("entry_key", sa.String(80)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.String(200), nullable=False),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
    )
    op.create_index("paper_form_entered", TABLE, ["hall", "entry_key"], unique=True)
    op.create_index("paper_forms_by_state", TABLE, ["hall", "state", "printed_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
