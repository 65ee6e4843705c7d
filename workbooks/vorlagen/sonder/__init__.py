"""Sondermappen: je ein Paket mit Formeln in Python und Worten; jedes hier mit einer `worte.toml` nennt seine `MAPPE`.

Für Aufgaben, die keine Leistungssystematik eines Landes sind. Der Name der Vorlage ist der des Pakets, mit Bindestrichen.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from workbooks.bausteine.grund.vorlage import Vorlage

SONDERMAPPEN: tuple[Vorlage, ...] = tuple(
    import_module(f"{__name__}.{paket.name}").MAPPE
    for paket in iter_modules(__path__)
    if Path(__path__[0], paket.name, "worte.toml").is_file()
)
