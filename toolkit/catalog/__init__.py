"""Catalogs: gettext PO files and templates, read, written, made and updated."""
