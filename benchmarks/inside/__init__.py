"""What runs inside an installation of its own, in a child of the runner (`benchmarks.apart`)."""
