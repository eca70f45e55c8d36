"""What goes over the wire: every request and answer of the desk, as OpenAPI shows it.

All offsets are half-open intervals of Unicode code points in the document's text. Where names of
private persons are hidden, each of their characters is shown as ``█``, so that offsets stay right.
"""
