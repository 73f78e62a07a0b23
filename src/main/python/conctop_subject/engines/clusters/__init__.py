"""Clusters that have a scheduler or a broker of their own: their processes come and go with the run."""
