"""The command line. Everything that it does can be done from Python as well."""
