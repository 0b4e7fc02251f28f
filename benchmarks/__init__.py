"""How fast the desk is, always beside a yardstick measured in the same run.

`python -m benchmarks` runs every measure, `python -m benchmarks certificates` those of one module.
A module of this package offers `MEASURES`, functions without arguments that return a Result; it is
added to MODULES in `__main__.py`.
"""
