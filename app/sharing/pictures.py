"""Pictures of charts from somebody else: drawn shapes and words, nothing that runs or fetches."""

import re
from typing import Final

from app.domain.errors import FileDamaged
from app.sharing.limits import DEEPEST, LARGEST_PICTURE

_ELEMENTS: Final = frozenset(
    [
        "svg",
        "title",
        "desc",
        "defs",
        "g",
        "rect",
        "line",
        "polyline",
        "polygon",
        "circle",
        "ellipse",
        "path",
        "text",
        "tspan",
    ]
)
_ATTRIBUTES: Final = frozenset(
    [
        "width",
        "height",
        "viewBox",
        "xmlns",
        "xmlns:xlink",
        "version",
        "baseProfile",
        "xml:space",
        "transform",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "vector-effect",
        "opacity",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-opacity",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "text-anchor",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "role",
        "aria-hidden",
    ]
)
_NAMESPACES: Final = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
_NAMED: Final = r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});"
_SAFE: Final = rf"[^<>&\"]*(?:{_NAMED}[^<>&\"]*)*"
_DECLARATION: Final = re.compile(r"\s*<\?xml version=\"1\.0\"[ a-zA-Z0-9=\"-]*\?>")
_TOKEN: Final = re.compile(
    rf"<(?P<name>[a-z]+)(?P<attributes>(?:\s+[\w:-]+=\"{_SAFE}\")*)\s*(?P<alone>/?)>"
    rf"|</(?P<close>[a-z]+)\s*>"
    rf"|(?P<words>[^<&]+|{_NAMED})",
    re.ASCII,
)
_ATTRIBUTE: Final = re.compile(r"\s+([\w:-]+)=\"([^\"]*)\"", re.ASCII)
_REACHES_OUT: Final = re.compile(r"url\s*\(|:\s*//|javascript:|data:|&#", re.IGNORECASE)


def check_picture(svg: str) -> str:
    """The same SVG, if it is made of plain shapes and words only; raises FileDamaged."""
    if len(svg) > LARGEST_PICTURE:
        raise FileDamaged
    declaration = _DECLARATION.match(svg)
    place = declaration.end() if declaration else 0
    inside: list[str] = []
    roots = 0
    while place < len(svg):
        token = _TOKEN.match(svg, place)
        if token is None:
            raise FileDamaged
        place = token.end()
        if token["name"]:
            roots += not inside
            _check_element(token, inside)
        elif token["close"]:
            if not inside or inside.pop() != token["close"]:
                raise FileDamaged
        elif not inside and token["words"].strip():
            raise FileDamaged
    if inside or roots != 1:
        raise FileDamaged
    return svg


def _check_element(token: re.Match[str], inside: list[str]) -> None:
    name = token["name"]
    if name not in _ELEMENTS or (name == "svg") != (not inside):
        raise FileDamaged
    for key, value in _ATTRIBUTE.findall(token["attributes"]):
        if key not in _ATTRIBUTES or (_REACHES_OUT.search(value) and value not in _NAMESPACES):
            raise FileDamaged
    if not token["alone"]:
        inside.append(name)
    if len(inside) > DEEPEST:
        raise FileDamaged
