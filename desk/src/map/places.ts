/**
 * Where events are put on the map, no more exactly than they are told: a place is a point, near a
 * place is a soft circle, a division is shaded, a country is hatched, the rest is listed.
 */

import type { EventPoints } from '$lib/api/types';

export interface Spot {
  readonly longitude: number;
  readonly latitude: number;
  /** Is every event here told at an exact place? */
  readonly exact: boolean;
  readonly count: number;
  readonly contested: number;
}

export interface Area {
  /** `UKR` or `UKR/Luhanska oblast`. */
  readonly key: string;
  readonly count: number;
  readonly contested: number;
  /** Where the gazetteer puts the area's middle, for those that have no outline on the map. */
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface Placed {
  readonly spots: readonly Spot[];
  readonly divisions: readonly Area[];
  readonly countries: readonly Area[];
  /** At sea, in the air, in several countries, or in a region without exact bounds. */
  readonly elsewhere: number;
  readonly unplaced: number;
  readonly total: number;
}

type Draft<Item> = { -readonly [Key in keyof Item]: Item[Key] };

/** UCDP's where_prec: 1 exact, 2 near, 3 and 4 divisions, 5 region, 6 country, 7 at sea. */
export function place(points: EventPoints): Placed {
  const spots = new Map<string, Draft<Spot>>();
  const divisions = new Map<string, Draft<Area>>();
  const countries = new Map<string, Draft<Area>>();
  let elsewhere = 0;
  for (let at = 0; at < points.id.length; at += 1) {
    const precision = points.precision[at] ?? 7;
    const longitude = points.longitude[at] ?? null;
    const latitude = points.latitude[at] ?? null;
    const area = points.area[at] ?? null;
    const contested = points.contested[at] ? 1 : 0;
    if (precision <= 2 && longitude !== null && latitude !== null) {
      const key = `${longitude},${latitude},${precision}`;
      const spot = spots.get(key);
      if (spot) {
        spot.count += 1;
        spot.contested += contested;
      } else {
        spots.set(key, { longitude, latitude, exact: precision === 1, count: 1, contested });
      }
    } else if (area !== null && precision !== 7) {
      add(area.includes('/') ? divisions : countries, area, contested, longitude, latitude);
    } else {
      elsewhere += 1;
    }
  }
  return {
    spots: [...spots.values()],
    divisions: most(divisions),
    countries: most(countries),
    elsewhere,
    unplaced: points.unplaced,
    total: points.id.length + points.unplaced,
  };
}

function add(
  areas: Map<string, Draft<Area>>,
  key: string,
  contested: number,
  longitude: number | null,
  latitude: number | null,
): void {
  const area = areas.get(key);
  if (area) {
    area.count += 1;
    area.contested += contested;
  } else {
    areas.set(key, { key, count: 1, contested, longitude, latitude });
  }
}

function most(areas: Map<string, Draft<Area>>): Area[] {
  return [...areas.values()].sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

/** Lower bounds of the five shades for these counts: round numbers, the first is always one. */
export function shades(counts: readonly number[]): number[] {
  const top = Math.max(1, ...counts);
  const ladder = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000];
  const below = ladder.filter((step) => step <= top);
  if (below.length <= 5) return below;
  // Evenly down the ladder, so that the darkest shade is not for one area alone.
  const last = below.length - 1;
  return [0, 1, 2, 3, 4].map((at) => below[Math.round((at * last) / 4)] ?? 1);
}

/** The frame that holds nearly all spots: far outliers do not make the map a world map. */
export function frame(placed: Placed): [number, number, number, number] | null {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const one of [...placed.spots, ...placed.divisions]) {
    if (one.longitude === null || one.latitude === null) continue;
    xs.push(one.longitude);
    ys.push(one.latitude);
  }
  if (xs.length === 0) return null;
  const [west, east] = inner(xs);
  const [south, north] = inner(ys);
  const pad = Math.max(0.6, (east - west) * 0.08, (north - south) * 0.08);
  return [
    Math.max(-180, west - pad),
    Math.max(-85, south - pad),
    Math.min(180, east + pad),
    Math.min(85, north + pad),
  ];
}

function inner(values: number[]): [number, number] {
  const sorted = values.sort((a, b) => a - b);
  const cut = Math.floor(sorted.length * 0.02);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
}
