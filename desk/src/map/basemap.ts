/** The base map, fetched once from this machine and kept for as long as the desk is open. */

import url from './basemap.json?url';
import {
  Shapes,
  decodeArcs,
  labelPoint,
  linesOf,
  meshOf,
  type Point,
  type Topology,
} from './topology';

export interface Basemap {
  readonly divisions: Shapes;
  readonly countries: Shapes;
  /** Borders of divisions, each once. */
  readonly outlines: Point[][];
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
  const countries = new Shapes(objects.countries.geometries, decoded);
  return {
    divisions: new Shapes(objects.divisions.geometries, decoded),
    countries,
    outlines: meshOf(objects.divisions.geometries, decoded),
    borders: linesOf(objects.borders, decoded),
    disputed: [...linesOf(objects.disputed, decoded), ...linesOf(objects.claims, decoded)],
    labels: countries.values().map((shape) => {
      const { area, centre } = labelPoint(shape);
      return { name: shape.name, at: centre, area };
    }),
  };
}
