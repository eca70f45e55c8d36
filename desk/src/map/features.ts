/** GeoJSON for the map's sources, out of the base map and the placed events. */

import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Basemap } from './basemap';
import type { Area, Placed } from './places';
import type { Point, Shape } from './topology';

/** Shapes to look up. */
interface Lookup {
  has(key: string): boolean;
  get(key: string): Shape | undefined;
}

type Values = Readonly<Record<string, string | number>>;

function feature(geometry: Geometry, properties: Values): Feature {
  return { type: 'Feature', geometry, properties: { ...properties } };
}

const collection = (features: Feature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
});

const polygon = (shape: Shape): Geometry => ({
  type: 'MultiPolygon',
  coordinates: shape.polygons,
});

const point = (at: Point): Geometry => ({ type: 'Point', coordinates: at });

export const land = (base: Basemap): FeatureCollection =>
  collection(base.countries.values().map((shape) => feature(polygon(shape), {})));

export const lines = (found: Point[][]): FeatureCollection =>
  collection([feature({ type: 'MultiLineString', coordinates: found }, {})]);

/** Names of countries, the largest first: where two meet, the larger one is written. */
export const labels = (base: Basemap): FeatureCollection =>
  collection(
    [...base.labels]
      .sort((a, b) => b.area - a.area)
      .map(({ name, at, area }, rank) => feature(point(at), { name, area, rank })),
  );

export const spots = (placed: Placed): FeatureCollection =>
  collection(
    placed.spots.map((spot) =>
      feature(point([spot.longitude, spot.latitude]), {
        n: spot.count,
        near: spot.exact ? 0 : spot.count,
        contested: spot.contested,
      }),
    ),
  );

const told = (area: Area): Values => ({
  key: area.key,
  n: area.count,
  contested: area.contested,
});

/** Areas with events that are told no closer, as far as the base map has their outline. */
export function shaded(areas: readonly Area[], shapes: Lookup): FeatureCollection {
  const found: Feature[] = [];
  for (const area of areas) {
    const shape = shapes.get(area.key);
    if (shape) found.push(feature(polygon(shape), told(area)));
  }
  return collection(found);
}

/** Divisions without an outline: a wide soft circle about their middle. */
export function outlineless(areas: readonly Area[], shapes: Lookup): FeatureCollection {
  const found: Feature[] = [];
  for (const area of areas) {
    if (shapes.has(area.key) || area.longitude === null || area.latitude === null) continue;
    found.push(feature(point([area.longitude, area.latitude]), told(area)));
  }
  return collection(found);
}
