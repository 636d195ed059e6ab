"""Writes the list of what Balcony is made of as CycloneDX 1.6 JSON: `python packaging/sbom.py FILE`.

Read from the lock and the notices, not from what happens to be installed: the lock is what every
machine gets, with the hashes it is checked against, and the notices are held to it by a test.
"""

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
_PART = re.compile(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NOTICE = re.compile(r"^\| ([a-z0-9-]+) \| ([^|]+) \|", re.MULTILINE)


def parts(lock: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The libraries of a lock: version and SHA-256 of each file that may be installed, by name."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE):
        named = _PART.match(block)
        if named:
            found[named[1]] = (named[2], tuple(_HASH.findall(block)))
    return found


def licences(notices: str) -> dict[str, str]:
    """The licence of each library as the notices name it."""
    return {name: licence.strip() for name, licence in _NOTICE.findall(notices)}


def sbom(root: Path = ROOT) -> dict[str, object]:
    """The list as CycloneDX 1.6; the same tree always gives the same list."""
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    named = licences((root / "resources" / "NOTICES.md").read_text(encoding="utf-8"))
    version = re.search(r'^version = "([^"]+)"', project, re.MULTILINE)
    number = version[1] if version else "0"
    found = parts(lock)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, lock + project)}",
        "version": 1,
        "metadata": {"component": _component("application", "balcony", number, "MIT", ())},
        "components": [
            _component("library", name, at, named.get(name, "see the package"), hashes)
            for name, (at, hashes) in sorted(found.items())
        ],
    }


def _ref(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _component(
    kind: str, name: str, version: str, licence: str, hashes: tuple[str, ...]
) -> dict[str, object]:
    """One part. Its hashes belong to the files of several systems, so each stands as a distribution."""
    part: dict[str, object] = {
        "type": kind,
        "bom-ref": _ref(name, version),
        "name": name,
        "version": version,
        "purl": _ref(name, version),
        "licenses": [{"license": {"name": licence}}],
    }
    if hashes:
        part["properties"] = [{"name": "balcony:accepted-file-sha256", "value": one} for one in hashes]
    return part


def main(arguments: list[str]) -> int:
    """Write the list to the file named, or to standard output."""
    words = json.dumps(sbom(), indent=1) + "\n"
    if not arguments:
        sys.stdout.write(words)
        return 0
    Path(arguments[0]).write_text(words, encoding="utf-8")
    print(f"Written to {arguments[0]}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
