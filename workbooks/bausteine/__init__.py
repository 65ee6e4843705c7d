"""Bausteine der Vorlagen: ein Aussehen, ein Aufbau. Jedes Modul baut ein Blatt oder einen Teil davon."""
