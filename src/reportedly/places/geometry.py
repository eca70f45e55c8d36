"""Distances on the sphere."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

Vector = tuple[float, float, float]
RADIUS_KM = 6371.0088
_DIAMETER_KM = 2 * 6371.0088


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points given in degrees, in kilometres."""
    a = sin(radians(lat2 - lat1) / 2)
    b = sin(radians(lon2 - lon1) / 2)
    h = a * a + cos(radians(lat1)) * cos(radians(lat2)) * b * b
    return _DIAMETER_KM * asin(min(1.0, sqrt(h)))


def unit_vector(latitude: float, longitude: float) -> Vector:
    """Turn a point given in degrees into a vector of length 1."""
    phi, theta = radians(latitude), radians(longitude)
    return cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi)


def chord_km(a: Vector, b: Vector) -> float:
    """Straight-line distance through the earth, in kilometres; below 1,000 km much as on it."""
    x, y, z = a[0] - b[0], a[1] - b[1], a[2] - b[2]
    return RADIUS_KM * sqrt(x * x + y * y + z * z)
