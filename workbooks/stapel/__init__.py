"""Stapel: was für eine Datei geht, für alle Dateien eines Ordners, auf allen Kernen, unterbrochen und fortgesetzt."""
