"""Workbooks of other programs, and what other engines compute: material for the tests."""
