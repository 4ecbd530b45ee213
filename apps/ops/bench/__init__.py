"""`make bench`: what the site promises, measured against a baseline in the same run. Ratios, never
bare times.
"""
