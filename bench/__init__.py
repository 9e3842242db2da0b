"""Benchmarks against peers: `python -m bench` prints ratios, all measured in one run."""
