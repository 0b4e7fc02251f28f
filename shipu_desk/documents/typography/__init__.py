"""Fonts: files read, characters drawn or refused, subsets embedded."""
