"""Documents in, mentions of topics out."""
