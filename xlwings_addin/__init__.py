"""Host Excel: the functions of `udfs` behind an add-in EGH.xlam, by way of xlwings.

`host` is what runs in Excel's Python; `bauen` makes the add-in on any system. Nothing is imported here, so that a
program that only builds never creates the host, and one that only calculates never imports xlwings.
"""
