"""Tests of the forms without markup."""
