"""Event logs computed by a database, in expressions that several of them understand (Ibis)."""
