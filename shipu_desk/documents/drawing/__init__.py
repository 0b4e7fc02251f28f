"""Drawing on a sheet in millimetres: PDF, shapes, ornaments, type on a line."""
