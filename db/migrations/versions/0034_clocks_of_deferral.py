"""Keep on which day the clock looks at what is owed after acceptance (容缺)."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLE, INDEX = "review_task", "clocks_of_deferral"
WAKING = sa.text("wakes_on IS NOT NULL")


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("wakes_on", sa.Date()))
    op.create_index(
        INDEX,
        TABLE,
        ["hall", "wakes_on", "case_number", "matter"],
        sqlite_where=WAKING,
        postgresql_where=WAKING,
    )


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
    op.drop_column(TABLE, "wakes_on")
