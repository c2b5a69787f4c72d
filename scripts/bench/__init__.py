"""How long builds take at any size: makes content, builds it, measures. `__main__` is the command.

It copies the project into a folder below build/, so nothing that it makes reaches git.
"""
