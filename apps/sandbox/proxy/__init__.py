"""Makes a module in another process look as if it were here: used by checker and learner."""
