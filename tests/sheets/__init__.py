"""Contracts, template and dictionary."""
