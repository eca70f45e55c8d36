/** The base map, fetched once from this machine and kept for as long as the desk is open. */

import url from './basemap.json?url';
import {
  decodeArcs,
  labelPoint,
  linesOf,
  shapesOf,
  type Point,
  type Shape,
  type Topology,
} from './topology';

export interface Basemap {
  readonly divisions: ReadonlyMap<string, Shape>;
  readonly countries: ReadonlyMap<string, Shape>;
  readonly borders: Point[][];
  /** Lines of control and borders that somebody disputes. */
  readonly disputed: Point[][];
  readonly labels: readonly { name: string; at: Point; area: number }[];
}

let kept: Promise<Basemap> | null = null;

export function basemap(): Promise<Basemap> {
  kept ??= load();
  kept.catch(() => (kept = null));
  return kept;
}

async function load(): Promise<Basemap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error('The base map did not load. Try again.');
  return read((await response.json()) as Topology);
}

export function read(topology: Topology): Basemap {
  const decoded = decodeArcs(topology);
  const { objects } = topology;
  const countries = shapesOf(objects.countries.geometries, decoded);
  return {
    divisions: byId(shapesOf(objects.divisions.geometries, decoded)),
    countries: byId(countries),
    borders: linesOf(objects.borders, decoded),
    disputed: [...linesOf(objects.disputed, decoded), ...linesOf(objects.claims, decoded)],
    labels: countries.map((shape) => {
      const { area, centre } = labelPoint(shape);
      return { name: shape.name, at: centre, area };
    }),
  };
}

function byId(shapes: readonly Shape[]): ReadonlyMap<string, Shape> {
  return new Map(shapes.map((shape) => [shape.id, shape]));
}
