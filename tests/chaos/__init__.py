"""Submissions from many learners while everything that grades them is killed: `make chaos`."""
