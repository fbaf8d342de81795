"""Let a link to a phone carry a text to be signed, sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Links hold for minutes: those that are open now carry no text.
    op.add_column(
        "phone_link", sa.Column("sealed", sa.LargeBinary(), nullable=False, server_default="")
    )
