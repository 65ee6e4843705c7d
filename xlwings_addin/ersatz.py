"""xlwings' own Windows code where there is no Windows: for the build on any system, and for the tests.

`xlwings.udfs` holds what we need (the decorator, the generator of the VBA wrappers, the conversion of a call), but it
imports pywin32. Where pywin32 is missing, empty modules stand in for it while xlwings is imported. Nothing of xlwings
itself is replaced, and nothing here ever speaks to Excel. A process that did this keeps an xlwings that believes to be
on Windows; so whoever wants xlwings for something else does it in a process of his own.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType
from typing import Any

_WINDOWS = ("windll", "oledll", "PyDLL")
_VORAB = (
    "asyncio",
    "concurrent.futures",
    "multiprocessing",
    "numpy",
    "pandas",
)  # else they too believe in Windows
_OHNE = (
    "cryptography",
    "jinja2",
    "matplotlib",
    "mistune",
    "pdfrw",
    "plotly",
    "polars",
)  # xlwings does without


class _Irgendwas:
    """Any attribute, any item, any call: what the import of xlwings touches of pywin32 and ctypes."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Irgendwas()

    def __getitem__(self, _: Any) -> Any:
        return _Irgendwas

    def __call__(self, *_: Any, **__: Any) -> Any:
        return _Irgendwas()


class _Ersatzmodul(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Irgendwas()


def udfs() -> Any:
    """The module `xlwings.udfs`: on Windows as it is, elsewhere imported over stand-ins for pywin32."""
    return _geladen("xlwings.udfs")


def com_server() -> Any:
    """The module `xlwings.com_server`, likewise."""
    return _geladen("xlwings.com_server")


def _geladen(name: str) -> Any:
    if name in sys.modules:
        return sys.modules[name]
    if importlib.util.find_spec("pythoncom") is not None:
        return importlib.import_module(name)
    with _wie_unter_windows():
        return importlib.import_module(name)


@contextmanager
def _wie_unter_windows() -> Iterator[None]:
    """Stand-ins in sys.modules and ctypes while xlwings is imported; what it took of them it keeps."""
    if "xlwings" in sys.modules and not hasattr(sys.modules["xlwings"], "_xlwindows"):
        raise RuntimeError("xlwings is already loaded without its Windows code; use a process of its own")
    for name in _VORAB:
        importlib.import_module(name)
    system, ctypes_vorher = sys.platform, {name: getattr(ctypes, name, None) for name in _WINDOWS}
    module: dict[str, Any] = {**_ersatzmodule(), **{name: None for name in _OHNE if name not in sys.modules}}
    sys.modules.update(module)
    for name in _WINDOWS:
        setattr(ctypes, name, _Irgendwas())
    sys.platform = "win32"
    try:
        yield
    finally:
        sys.platform = system
        for name, alt in ctypes_vorher.items():
            if alt is None:
                delattr(ctypes, name)
            else:
                setattr(ctypes, name, alt)
        for name in module:
            sys.modules.pop(name, None)


def _ersatzmodule() -> dict[str, ModuleType]:
    """pywin32 by name; only what xlwings derives classes from or compares types with has a shape of its own."""
    com_fehler = type("com_error", (Exception,), {})
    klassen = {name: type(name, (), {}) for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass")}
    inhalte: dict[str, dict[str, Any]] = {
        "pythoncom": {"__file__": "pythoncom.dll", "com_error": com_fehler},
        "pywintypes": {"com_error": com_fehler, "TimeType": type("TimeType", (datetime,), {})},
        "win32com.client": klassen,
        # An object is its own COM wrapper here; a plain value has no `.obj`, as in pywin32 it cannot be unwrapped.
        "win32com.server.util": {"wrap": lambda objekt, *_, **__: objekt, "unwrap": lambda objekt: objekt},
    }
    namen = (
        *("pythoncom", "pywintypes", "win32api", "win32con", "win32event", "win32gui", "win32process"),
        *("win32timezone", "win32com", "win32com.client", "win32com.server", "win32com.server.dispatcher"),
        *("win32com.server.exception", "win32com.server.policy", "win32com.server.util"),
    )
    module: dict[str, ModuleType] = {}
    for name in namen:
        module[name] = _Ersatzmodul(name)
        module[name].__path__ = []
        vars(module[name]).update(inhalte.get(name, {}))
        ober, _, kurz = name.rpartition(".")
        if ober:
            setattr(module[ober], kurz, module[name])
    return module
