"""Installs, starts and stops everything in this clone: what `run.py` calls. Standard library only.

Every process is started through a small guard (`guard.py`) that stops it when run.py is gone, however it
went: nothing is left behind, also after `kill -9`.
"""
