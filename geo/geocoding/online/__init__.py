"""Geocoding services on the network, off unless an operator turns one on."""
