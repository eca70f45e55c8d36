"""Distances on the sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

_DIAMETER_KM = 2 * 6371.0088


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points given in degrees, in kilometres."""
    a = sin(radians(lat2 - lat1) / 2)
    b = sin(radians(lon2 - lon1) / 2)
    h = a * a + cos(radians(lat1)) * cos(radians(lat2)) * b * b
    return _DIAMETER_KM * asin(min(1.0, sqrt(h)))
