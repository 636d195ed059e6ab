"""Reads and acts on a window through AT-SPI, as a screen reader does; run by the system's own Python."""

import json
import sys
from typing import Any

import pyatspi  # type: ignore[import-not-found]  # the system's own

MOST = 4000


def application(pid: int) -> Any:
    """The program of a process; it may take a moment to register."""
    for one in pyatspi.Registry.getDesktop(0):
        try:
            if one is not None and one.get_process_id() == pid:
                return one
        except Exception:  # a program that is going
            continue
    return None


def walk(node: Any, found: list[tuple[Any, dict[str, Any]]], depth: int = 0) -> None:
    """Every node that is showing, with what a reader would say of it."""
    if len(found) > MOST or depth > 40:
        return
    try:
        states = node.getState()
        shows = states.contains(pyatspi.STATE_SHOWING) or node.getRole() == pyatspi.ROLE_APPLICATION
        if not shows:
            return
        text = ""
        if "Text" in pyatspi.listInterfaces(node):
            text = node.queryText().getText(0, -1)
        found.append((node, {
            "name": node.name,
            "role": node.getRoleName(),
            "description": node.description,
            "text": text,
            "focused": states.contains(pyatspi.STATE_FOCUSED),
            "checked": states.contains(pyatspi.STATE_CHECKED),
            "enabled": states.contains(pyatspi.STATE_ENABLED),
        }))  # fmt: skip
        for at in range(node.childCount):
            child = node.getChildAtIndex(at)
            if child is not None:
                walk(child, found, depth + 1)
    except Exception:  # a node that went away while it was read
        return


def act(node: Any, what: str, value: str) -> Any:
    """Press a node, or write into it, by its own interfaces."""
    if what == "press":
        actions = node.queryAction()
        names = [actions.getName(at).lower() for at in range(actions.nActions)]
        wanted = [at for at, name in enumerate(names) if name in {"press", "toggle", "click"}]
        return actions.doAction(wanted[0] if wanted else 0)
    if what == "focus":
        return node.queryComponent().grabFocus()
    return node.queryEditableText().setTextContents(value)


def main() -> None:
    pid, what, name, role, value = int(sys.argv[1]), *(sys.argv[2:] + [""] * 4)[:4]
    program = application(pid)
    found: list[tuple[Any, dict[str, Any]]] = []
    if program is not None:
        walk(program, found)
    if what == "list":
        print(json.dumps([told for _, told in found]))
        return
    needs = {"press": "Action", "focus": "Component", "write": "EditableText"}[what]
    for node, told in found:
        if told["name"] == name and role in {"", told["role"]} and needs in pyatspi.listInterfaces(node):
            print(json.dumps(bool(act(node, what, value))))
            return
    print(json.dumps(None))


main()
