"""Zwerm: a self-hosted home for a learning organisation."""

__version__ = "0.1.0"
