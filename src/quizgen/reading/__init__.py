"""From files to records: YAML, the records in it, and the files beside them."""
