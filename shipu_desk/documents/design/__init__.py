"""Templates of plaques and certificates: read, checked, set, drawn."""
