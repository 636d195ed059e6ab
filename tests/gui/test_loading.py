"""What is loaded when: the window neither waits for nor holds what nobody has opened."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LOADS = """
import json, linecache, sys
from app.ui.start import make_application
make_application()
from app.ui.door.step import _load
class Step: vault = None
_load(Step())
print(json.dumps([sorted(sys.modules), sorted(linecache.cache)]))
"""
NOT_BEFORE_THEY_ARE_OPENED = (
    "app.ui.brief.page", "app.ui.decision.page", "app.ui.exchange.page", "app.ui.help.page",
    "app.ui.journal.page", "app.ui.look_again.page", "app.ui.patterns.page", "app.ui.reports.page",
    "app.ui.settings.page", "app.ui.with_others.page", "app.ui.write.page", "app.ui.charts", "app.patterns",
    "app.importers", "app.exporters", "PySide6.QtPrintSupport", "PySide6.QtSvg", "alembic", "ssl",
)  # fmt: skip


def loaded(script: str) -> tuple[set[str], set[str]]:
    """The modules, and the sources kept in memory, of a process that ran this."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        check=True, timeout=100,
    )  # fmt: skip
    modules, sources = json.loads(done.stdout)
    return set(modules), set(sources)


def test_what_is_loaded_while_the_passphrase_is_typed_is_today_and_no_other_page() -> None:
    modules, sources = loaded(LOADS)
    assert {"app.ui.open_journal", "app.ui.today.page", "sqlalchemy", "sqlcipher3"} <= modules
    assert not modules & set(NOT_BEFORE_THEY_ARE_OPENED)
    ours = {name for name in sources if Path(name).is_relative_to(ROOT / "app")}
    assert ours <= {str(ROOT / "app" / "ui" / "qt_features.py")}
    assert not [name for name in sources if name.endswith("sqlalchemy/sql/compiler.py")]
