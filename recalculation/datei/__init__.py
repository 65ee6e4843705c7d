"""Die Datei: ein Paket von Teilen, ihre Blätter, Namen und Tabellen, Zellen im XML; hinein kommen nur Zellwerte."""
