"""Keep beside each task how far its supervising has come, and when it was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLE = "review_task"
DAYS = ("decided_on", "reminded_for", "escalated_for", "report_by")
INDEXES = {"reports_owed": "report_by", "decided_by_day": "decided_on"}


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("urged", sa.String(16), nullable=False, server_default=""))
    for name in DAYS:
        op.add_column(TABLE, sa.Column(name, sa.Date()))
    for name, column in INDEXES.items():
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, TABLE, ["hall", column], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, TABLE)
    for name in (*DAYS, "urged"):
        op.drop_column(TABLE, name)
