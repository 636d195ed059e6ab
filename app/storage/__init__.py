"""The encrypted file: key slots, engine, schema, unit of work, index, backups."""
