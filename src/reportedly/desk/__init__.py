"""The desk: a web application on this machine to read, check, correct and agree."""
