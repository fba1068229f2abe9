"""The commands, one module each: it parses its arguments, calls the library, and prints."""
