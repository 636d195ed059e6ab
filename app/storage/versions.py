"""Which versions of the encrypting libraries are at work."""

import sqlcipher3

from app.storage.keys.library import cryptography_versions


def versions() -> dict[str, str]:
    """The versions by name, asked of the libraries themselves."""
    connection = sqlcipher3.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return {
        "SQLCipher": "none" if cipher is None else str(cipher[0]),
        "SQLite": str(sqlcipher3.sqlite_version),
        **cryptography_versions(),
    }
