/** How the map is drawn: layers from the sea up to the numbers. */

import type {
  DataDrivenPropertyValueSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import type { Palette } from './palette';

const FONT = ['Inter Variable'];
const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
export const SOURCES = [
  'land',
  'outlines',
  'borders',
  'disputed',
  'labels',
  'divisions',
  'countries',
  'soft',
] as const;

/** The shade of an area by its number of events; `bounds` are the lower bounds of the steps. */
export function shade(
  bounds: readonly number[],
  colours: readonly string[],
): DataDrivenPropertyValueSpecification<string> {
  const first = colours[0] ?? '#000';
  if (bounds.length < 2) return first;
  // Fewer steps still reach the darkest shade.
  const pick = (at: number): string =>
    colours[Math.round((at * (colours.length - 1)) / (bounds.length - 1))] ?? first;
  const steps = bounds.slice(1).flatMap((bound, at) => [bound, pick(at + 1)]);
  return ['step', ['get', 'n'], pick(0), ...steps] as never;
}

export function style(colours: Palette, bounds: readonly number[]): StyleSpecification {
  const geojson = { type: 'geojson', data: EMPTY, tolerance: 0.3 } as const;
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(SOURCES.map((name) => [name, geojson])),
      spots: {
        type: 'geojson',
        data: EMPTY,
        cluster: true,
        clusterRadius: 42,
        clusterMaxZoom: 9,
        clusterProperties: {
          n: ['+', ['get', 'n']],
          near: ['+', ['get', 'near']],
          contested: ['+', ['get', 'contested']],
        },
      },
    },
    layers: [...ground(colours, bounds), ...written(colours), ...events(colours)],
  };
}

function ground(colours: Palette, bounds: readonly number[]): LayerSpecification[] {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land } },
    {
      id: 'divisions',
      type: 'fill',
      source: 'divisions',
      paint: { 'fill-color': shade(bounds, colours.shades), 'fill-opacity': 0.92 },
    },
    { id: 'countries', type: 'fill', source: 'countries', paint: { 'fill-pattern': 'hatch' } },
    {
      id: 'outlines',
      type: 'line',
      source: 'outlines',
      minzoom: 2.6,
      paint: {
        'line-color': colours.division,
        'line-width': 0.6,
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 2.6, 0, 3.6, 1],
      },
    },
    {
      id: 'countries-edge',
      type: 'line',
      source: 'countries',
      paint: { 'line-color': colours.hatch, 'line-width': 1.2 },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.border, 'line-width': width(0.7, 1.6) },
    },
    {
      // Takes away the solid line below, where both run along each other.
      id: 'disputed-ground',
      type: 'line',
      source: 'disputed',
      paint: { 'line-color': colours.land, 'line-width': width(1.6, 3.4) },
    },
    {
      id: 'disputed',
      type: 'line',
      source: 'disputed',
      paint: {
        'line-color': colours.border,
        'line-width': width(0.9, 1.7),
        'line-dasharray': [2.5, 2],
      },
    },
  ];
}

const width = (far: number, near: number): DataDrivenPropertyValueSpecification<number> => [
  'interpolate',
  ['linear'],
  ['zoom'],
  2,
  far,
  7,
  near,
];

function written(colours: Palette): LayerSpecification[] {
  return [
    {
      id: 'labels',
      type: 'symbol',
      source: 'labels',
      // Small countries are written only once there is room for their names.
      filter: ['>=', ['get', 'area'], ['/', 900, ['^', 4, ['zoom']]]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 1, 10, 6, 14],
        'text-letter-spacing': 0.06,
        'text-max-width': 7,
        'text-padding': 6,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: {
        'text-color': colours.label,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.2,
      },
    },
  ];
}

function events(colours: Palette): LayerSpecification[] {
  const contested: DataDrivenPropertyValueSpecification<string> = [
    'case',
    ['>', ['get', 'contested'], 0],
    colours.contested,
    colours.halo,
  ];
  const many = ['any', ['has', 'point_count'], ['>', ['get', 'n'], 1]] as never;
  const near = ['all', ['!', ['has', 'point_count']], ['>', ['get', 'near'], 0]] as never;
  const exact = ['all', ['!', ['has', 'point_count']], ['==', ['get', 'near'], 0]] as never;
  return [
    {
      id: 'soft',
      type: 'circle',
      source: 'soft',
      paint: {
        'circle-color': colours.spot,
        'circle-opacity': 0.3,
        'circle-radius': 34,
        'circle-blur': 0.9,
      },
    },
    {
      id: 'near',
      type: 'circle',
      source: 'spots',
      filter: near,
      paint: {
        'circle-color': colours.spot,
        'circle-opacity': 0.5,
        'circle-radius': 20,
        'circle-blur': 0.85,
      },
    },
    {
      id: 'exact',
      type: 'circle',
      source: 'spots',
      filter: exact,
      paint: {
        'circle-color': colours.spot,
        'circle-radius': ['case', ['>', ['get', 'n'], 1], 10, 5],
        'circle-stroke-width': ['case', ['>', ['get', 'contested'], 0], 2, 1.2],
        'circle-stroke-color': contested,
      },
    },
    {
      id: 'clusters',
      type: 'circle',
      source: 'spots',
      filter: ['has', 'point_count'],
      paint: {
        'circle-color': colours.spot,
        'circle-opacity': 0.9,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1, 11, 10, 18, 60, 30],
        'circle-stroke-width': ['case', ['>', ['get', 'contested'], 0], 2, 1.2],
        'circle-stroke-color': contested,
      },
    },
    {
      id: 'numbers',
      type: 'symbol',
      source: 'spots',
      filter: many,
      layout: {
        'text-field': [
          'case',
          ['>=', ['get', 'n'], 1000],
          ['concat', ['to-string', ['round', ['/', ['get', 'n'], 1000]]], 'k'],
          ['to-string', ['get', 'n']],
        ],
        'text-font': FONT,
        'text-size': 11,
        'text-allow-overlap': true,
      },
      paint: {
        'text-color': [
          'case',
          ['all', ['!', ['has', 'point_count']], ['>', ['get', 'near'], 0]],
          colours.label,
          colours.onSpot,
        ],
      },
    },
    {
      id: 'soft-numbers',
      type: 'symbol',
      source: 'soft',
      layout: { 'text-field': ['to-string', ['get', 'n']], 'text-font': FONT, 'text-size': 11 },
      paint: { 'text-color': colours.label, 'text-halo-color': colours.halo, 'text-halo-width': 1 },
    },
  ];
}
