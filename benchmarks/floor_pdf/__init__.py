"""The floor for a batch of certificates: hand-made PDF bytes, the least work the content allows.

`python -m benchmarks.floor_pdf OUT COUNT` writes the certificates of `certdata`. A yardstick, not
product code: it checks nothing, fits nothing and lists nothing.
"""
