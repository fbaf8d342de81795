"""Find the newest cases of a hall without sorting all of them."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("cases_by_day", "service_case", ["hall", "received_at", "number"])
