"""Let one acceptance of a warning stand, however many people accept it at once."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INDEX = "one_acceptance_stands"
STANDING = sa.text("withdrawn_at IS NULL")
# Of two that stand from before, the newer withdraws the older, as it would have done.
LATER = (
    "SELECT {} FROM finding_acceptance AS later WHERE later.theme_code = older.theme_code "
    "AND later.rule = older.rule AND later.place = older.place AND later.number > older.number "
    "ORDER BY later.number LIMIT 1"
)


def upgrade() -> None:
    by, at, is_there = (LATER.format(column) for column in ("accepted_by", "accepted_at", "1"))
    op.execute(
        f"UPDATE finding_acceptance AS older SET withdrawn_by = ({by}), withdrawn_at = ({at}) "
        f"WHERE withdrawn_at IS NULL AND EXISTS ({is_there})"
    )
    op.create_index(
        INDEX,
        "finding_acceptance",
        ["theme_code", "rule", "place"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    op.drop_index(INDEX, "finding_acceptance")
