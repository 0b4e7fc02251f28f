"""The official page: grid, line breaking, headings, tables (GB/T 9704-2012)."""
