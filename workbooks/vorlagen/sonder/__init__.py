"""Sondermappen: je ein Paket in schlichtem Python, für Aufgaben, die keine Leistungssystematik eines Landes sind."""

from workbooks.vorlagen.sonder.hb_traegerbudget import HB_TRAEGERBUDGET
from workbooks.vorlagen.sonder.hh_asp import HH_ASP
from workbooks.vorlagen.sonder.hh_traegerbudget import HH_TRAEGERBUDGET

SONDERMAPPEN = (HH_TRAEGERBUDGET, HH_ASP, HB_TRAEGERBUDGET)
