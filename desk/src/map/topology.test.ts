import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './basemap';
import { Shapes, decodeArcs, labelPoint, lineOf, meshOf, type Topology } from './topology';

/** Two squares side by side with a common border: arc 0 is the border. */
const SQUARES: Topology = {
  transform: { scale: [1, 1], translate: [10, 20] },
  arcs: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0],
    ],
    [
      [1, 0],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  ],
  objects: {
    divisions: {
      geometries: [
        { type: 'Polygon', id: 'AAA/West', arcs: [[0, 1]] },
        { type: 'Polygon', id: 'AAA/East', arcs: [[2, ~0]] },
      ],
    },
    countries: { geometries: [] },
    borders: { type: 'MultiLineString', arcs: [] },
    disputed: { type: 'MultiLineString', arcs: [] },
    claims: { type: 'MultiLineString', arcs: [] },
  },
};

describe('the base map’s shapes', () => {
  const decoded = decodeArcs(SQUARES);

  it('adds up differences and moves them into place', () => {
    expect(decoded[0]).toEqual([
      [11, 20],
      [11, 21],
    ]);
  });

  it('joins arcs without doubling the points where they meet, backwards too', () => {
    expect(lineOf([2, ~0], decoded)).toEqual([
      [11, 20],
      [12, 20],
      [12, 21],
      [11, 21],
      [11, 20],
    ]);
  });

  it('names divisions by what stands after the country', () => {
    const shapes = new Shapes(SQUARES.objects.divisions.geometries, decoded);
    const [west, east] = shapes.values();
    expect([west?.name, east?.name]).toEqual(['West', 'East']);
    expect(labelPoint(west!).centre).toEqual([10.5, 20.5]);
    expect(shapes.get('AAA/West')).toBe(west);
    expect(shapes.get('AAA/North')).toBeUndefined();
  });

  it('draws a border that two share once', () => {
    expect(meshOf(SQUARES.objects.divisions.geometries, decoded)).toHaveLength(3);
  });
});

describe('the base map that is built in', () => {
  const base = read(
    JSON.parse(readFileSync(new URL('./basemap.json', import.meta.url), 'utf8')) as Topology,
  );

  it('has every country once, and the divisions of most', () => {
    expect(base.countries.size).toBeGreaterThan(230);
    expect(base.divisions.size).toBeGreaterThan(3000);
    for (const key of ['UKR/Luhanska oblast', 'SYR/Idlib', 'SDN/North Darfur', 'PSE/Gaza Strip']) {
      expect(base.divisions.has(key), key).toBe(true);
    }
  });

  it('closes every ring and stays on the globe', () => {
    for (const shape of [...base.divisions.values(), ...base.countries.values()]) {
      for (const ring of shape.polygons.flat()) {
        expect(ring[0], shape.id).toEqual(ring[ring.length - 1]);
        expect(ring.every(([x, y]) => Math.abs(x) <= 180.01 && Math.abs(y) <= 90.01)).toBe(true);
      }
    }
  });

  it('keeps divisions in the country of the gazetteer', () => {
    for (const key of base.divisions.keys()) {
      const country = key.slice(0, 3);
      if (!base.countries.has(country)) expect.fail(`${key}: no such country`);
    }
  });

  it('draws lines of control as lines of their own', () => {
    expect(base.disputed.length).toBeGreaterThan(20);
    expect(base.borders.length).toBeGreaterThan(100);
  });

  it('puts a country’s name inside it', () => {
    const { at } = base.labels.find((label) => label.name === 'Sudan')!;
    expect(at[0] > 24 && at[0] < 37 && at[1] > 9 && at[1] < 22).toBe(true);
  });
});
