"""Models that turn texts into vectors, a module each; every one needs an extra."""
