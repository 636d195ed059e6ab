"""Names of a package whose modules are loaded when one is first asked for: the unlock prompt asks for few."""

from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, places: Mapping[str, str], known: dict[str, object]) -> Callable[[str], object]:
    """A `__getattr__` for a package: `places` says in which module a name stands, `known` are its globals."""

    def found(name: str) -> object:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        known[name] = getattr(import_module(f"{package}.{places[name]}"), name)
        return known[name]

    return found
