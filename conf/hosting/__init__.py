"""Servers for the built site: their configurations, and a check of nginx's with the real nginx."""
