"""Keep which member of the staff read which case; nothing of it is ever changed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "case_look"
KEYS = {"case": "case_number number", "member": "who use_case at", "day": "at"}
ACTIONS = {
    "sqlite": {
        "update": "UPDATE ON {} BEGIN",
        "delete": "DELETE ON {} BEGIN",
        "insert": "INSERT ON {} WHEN EXISTS (SELECT 1 FROM {} WHERE rowid = NEW.rowid) BEGIN",
    },
    "postgresql": {
        "update": "UPDATE ON {} FOR EACH ROW",
        "delete": "DELETE ON {} FOR EACH ROW",
        "truncate": "TRUNCATE ON {} FOR EACH STATEMENT",
    },
}
REFUSE = {
    "sqlite": "SELECT RAISE(ABORT, 'case_look is never changed'); END",
    "postgresql": "EXECUTE FUNCTION refuse_change()",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("hall", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("use_case", sa.String(80), nullable=False),
        sa.Column("case_number", sa.String(32), nullable=False),
        sa.Column("matter", sa.String(80), nullable=False),
        sa.Column("part", sa.String(161), nullable=False),
    )
    for name, columns in KEYS.items():
        op.create_index(f"looks_by_{name}", TABLE, ["hall", *columns.split()])
    kind = op.get_context().dialect.name
    for action, words in ACTIONS[kind].items():
        statement = words.format(TABLE, TABLE)
        op.execute(f"CREATE TRIGGER {TABLE}_refuse_{action} BEFORE {statement} {REFUSE[kind]}")


def downgrade() -> None:
    op.drop_table(TABLE)
