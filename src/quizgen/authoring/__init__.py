"""What helps to write banks: examples, new files, ids, and the schema that editors read."""
