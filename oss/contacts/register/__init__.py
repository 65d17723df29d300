"""The company register (KBO Open Data): reading its files, keeping what we need, using it.

Source of the formats: Cookbook KBO Open Data, R018.00.
"""
