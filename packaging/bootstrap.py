"""Behind ./run and ./test: set up once what is missing, then hand over.

Written so that an old Python can read it far enough to name the one that is needed.
"""

import os
import sys

OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
RESTARTED = "BALCONY_BOOTSTRAP_RESTARTED"


def wrong_python_words(version: "tuple[int, int]") -> str:
    """Say which Python was found, which is needed, and where one comes from."""
    found = ".".join(str(part) for part in version)
    return (
        f"Balcony needs Python 3.11 or later; the one found here is {found}.\n"
        "On Debian 12, Ubuntu 24.04 or later: sudo apt-get install -y python3 python3-venv\n"
        "Elsewhere: install a current Python 3 and start again."
    )


def newer_python() -> "str | None":
    """Path of a Python that is new enough and really starts (a version switcher's stand-in may not)."""
    import shutil
    import subprocess

    for name in NEWER_NAMES:
        path = shutil.which(name)
        if path and subprocess.call([path, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def restart_with_newer_python(arguments: "list[str]") -> int:
    newer = None if os.environ.get(RESTARTED) else newer_python()
    if newer is None:
        sys.stderr.write(wrong_python_words(sys.version_info[:2]) + "\n")
        return 1
    os.environ[RESTARTED] = "1"
    return os.execv(newer, [newer, os.path.abspath(__file__), *arguments])  # noqa: PTH100 - an old Python reads this


def main(arguments: "list[str]") -> int:
    """Hand over to `run` or `test`, whichever the first argument names; answer with the exit code."""
    if sys.version_info[:2] < OLDEST:
        return restart_with_newer_python(arguments)
    os.environ.pop(RESTARTED, None)
    import start

    try:
        return start.run(arguments[1:]) if arguments[0] == "run" else start.test(arguments[1:])
    except start.SetupError as stopped:
        sys.stderr.write(f"{stopped}\n")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Nothing half-made is used; the next start sets up again.\n")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
