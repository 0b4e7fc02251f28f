"""Help in Chinese: topics from files, set as pages, shown in a window of their own."""
