"""Which library derives and wraps the keys."""

import cryptography
from cryptography.hazmat.backends.openssl import backend


def cryptography_versions() -> dict[str, str]:
    """The versions of cryptography and of the OpenSSL inside it."""
    return {
        "cryptography": cryptography.__version__,
        "OpenSSL": backend.openssl_version_text().removeprefix("OpenSSL "),
    }
