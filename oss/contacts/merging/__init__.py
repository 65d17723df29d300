"""Merging two records that are one, and undoing it.

Every change goes through the `Journal`, so that undo is the journal read backwards; what moves is said by the
movers on offer, with which each package answers for its own references to people and organisations.
"""
