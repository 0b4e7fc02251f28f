"""石浦放心消费工作台: the offline desk of the leading group's office."""

__version__ = "0.1.0"
