"""Equality impact assessments for UK councils: ask, check, print to Word and PDF, review."""

__version__ = "0.1.0"
