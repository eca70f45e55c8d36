import { describe, expect, it } from 'vitest';
import type { EventPoints } from '$lib/api/types';
import { outlineless, shaded, spots } from './features';
import { frame, place, shades } from './places';
import { onlyArea } from './narrowing';
import { shade } from './style';

function points(
  rows: [number | null, number | null, number | null, string | null, boolean][],
  unplaced = 0,
): EventPoints {
  return {
    id: rows.map((_, at) => String(at)),
    latitude: rows.map((row) => row[0]),
    longitude: rows.map((row) => row[1]),
    precision: rows.map((row) => row[2]),
    area: rows.map((row) => row[3]),
    category: rows.map(() => 'ASSAULT'),
    earliest: rows.map(() => null),
    latest: rows.map(() => null),
    contested: rows.map((row) => row[4]),
    unplaced,
  };
}

describe('where events are put', () => {
  const placed = place(
    points(
      [
        [48, 37, 1, 'UKR/Donetska oblast', false],
        [48, 37, 1, 'UKR/Donetska oblast', true],
        [48, 37, 2, 'UKR/Donetska oblast', false],
        [49, 38, 4, 'UKR/Luhanska oblast', true],
        [49.2, 38, 3, 'UKR/Luhanska oblast', false],
        [48, 31, 6, 'UKR', false],
        [12, 43, 7, null, false],
        [15, 45, 5, null, false],
        [null, null, 1, 'SYR', false],
      ],
      4,
    ),
  );

  it('gathers what is told at one place, and keeps "near" apart', () => {
    expect(placed.spots).toEqual([
      { longitude: 37, latitude: 48, exact: true, count: 2, contested: 1 },
      { longitude: 37, latitude: 48, exact: false, count: 1, contested: 0 },
    ]);
  });

  it('never pins what is told for a division or a country', () => {
    expect(placed.divisions.map((area) => [area.key, area.count, area.contested])).toEqual([
      ['UKR/Luhanska oblast', 2, 1],
    ]);
    expect(placed.countries.map((area) => [area.key, area.count])).toEqual([
      ['SYR', 1],
      ['UKR', 1],
    ]);
  });

  it('counts the rest, so that nothing is lost', () => {
    expect(placed.elsewhere).toBe(2);
    expect(placed.unplaced).toBe(4);
    const shown =
      placed.spots.reduce((sum, spot) => sum + spot.count, 0) +
      [...placed.divisions, ...placed.countries].reduce((sum, area) => sum + area.count, 0);
    expect(shown + placed.elsewhere + placed.unplaced).toBe(placed.total);
  });

  it('shades an area with an outline and rings one without', () => {
    const shapes = new Map([['UKR/Luhanska oblast', { id: '', name: '', polygons: [] }]]);
    expect(shaded(placed.divisions, shapes).features).toHaveLength(1);
    expect(outlineless(placed.divisions, shapes).features).toHaveLength(0);
    expect(outlineless(placed.divisions, new Map()).features).toHaveLength(1);
    expect(spots(placed).features.map((one) => one.properties?.['near'])).toEqual([0, 1]);
  });
});

describe('the frame', () => {
  it('is not a world map for one outlier', () => {
    const rows = Array.from({ length: 100 }, (_, at): [number, number, number, null, boolean] => [
      48 + at / 100,
      37,
      1,
      null,
      false,
    ]);
    const [, south, , north] = frame(place(points([...rows, [-50, 170, 1, null, false]])))!;
    expect(south).toBeGreaterThan(45);
    expect(north).toBeLessThan(51);
  });

  it('is none where nothing has a place', () => {
    expect(frame(place(points([[null, null, null, null, false]])))).toBeNull();
  });
});

describe('shades', () => {
  it('begin at one and reach the highest counts in at most five steps', () => {
    expect(shades([1])).toEqual([1]);
    expect(shades([1, 3])).toEqual([1, 2]);
    expect(shades([7000, 3])).toHaveLength(5);
    expect(shades([7000, 3])[0]).toBe(1);
    expect(shades([])).toEqual([1]);
  });

  it('always give the highest count the darkest colour', () => {
    const colours = ['a', 'b', 'c', 'd', 'e'];
    expect(shade([1], colours)).toBe('a');
    expect(shade([1, 2], colours)).toEqual(['step', ['get', 'n'], 'a', 2, 'e']);
    expect((shade([1, 2, 5, 10, 20], colours) as unknown[]).at(-1)).toBe('e');
  });
});

describe('narrowing to an area', () => {
  it('asks for the division by its name and country', () => {
    expect(onlyArea('KEN/Elgeyo/Marakwet')).toEqual({
      country: 'KEN',
      place: 'Elgeyo/Marakwet',
      box: null,
    });
    expect(onlyArea('SYR')).toEqual({ country: 'SYR', place: null, box: null });
  });
});
