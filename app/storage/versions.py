"""Which versions of the encrypting libraries are at work."""

import sqlcipher3

from app.storage.engine import cipher_version
from app.storage.keys.library import cryptography_versions


def versions() -> dict[str, str]:
    """The versions by name, asked of the libraries themselves."""
    return {
        "SQLCipher": cipher_version(),
        "SQLite": str(sqlcipher3.sqlite_version),
        **cryptography_versions(),
    }
