/** The map itself: MapLibre with our style and data. No request leaves the machine. */

import maplibre from 'maplibre-gl/dist/maplibre-gl-csp.js';
import worker from 'maplibre-gl/dist/maplibre-gl-csp-worker.js?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { GeoJSONSource, Map as LibreMap, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import type { FeatureCollection } from 'geojson';
import type { Box } from '../events/filters';
import type { Basemap } from './basemap';
import { labels, land, lines, outlineless, shaded, spots } from './features';
import type { Palette } from './palette';
import { shades, type Placed } from './places';
import { style } from './style';

maplibre.setWorkerUrl(worker);

/** What was clicked. */
export type Picked =
  | {
      readonly kind: 'spot';
      readonly at: [number, number];
      readonly exact: boolean;
      readonly count: number;
    }
  | { readonly kind: 'area'; readonly key: string; readonly count: number };

const CLICKABLE = ['clusters', 'exact', 'near', 'soft', 'divisions', 'countries'];

export class Atlas {
  readonly #map: LibreMap;
  /** What is done to the map is done one after the other, once it can be drawn on. */
  #turn: Promise<void>;
  #colours: Palette;
  #placed: Placed | null = null;
  #gone = false;
  #filled = false;

  constructor(
    container: HTMLElement,
    private readonly base: Basemap,
    colours: Palette,
    private readonly picked: (what: Picked | null) => void,
    drawn: () => void,
  ) {
    this.#colours = colours;
    this.#map = new maplibre.Map({
      container,
      style: style(colours, [1]),
      center: [20, 20],
      zoom: 1.2,
      maxZoom: 11,
      renderWorldCopies: false,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { 'Map.Title': 'Map of events. Arrow keys move it, plus and minus zoom.' },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#turn = new Promise((resolve) => this.#map.once('load', () => resolve()));
    // A missing pattern is drawn in the colours that hold at that moment.
    this.#map.on('styleimagemissing', ({ id }) => {
      if (id === 'hatch')
        this.#map.addImage('hatch', hatch(this.#colours.hatch), { pixelRatio: 2 });
    });
    // For whoever waits until everything is drawn, as a picture of the desk does.
    this.#map.on('idle', () => {
      if (!this.#filled) return;
      container.dataset['drawn'] = 'true';
      drawn();
    });
    this.#map.on('movestart', () => delete container.dataset['drawn']);
    this.#map.on('click', (event) => this.#click(event));
    this.#map.on('mousemove', (event) => {
      this.#map.getCanvas().style.cursor = this.#at(event) ? 'pointer' : '';
    });
    this.#then(() => this.#fillBase());
  }

  show(placed: Placed): void {
    this.#placed = placed;
    this.#then(() => this.#fillEvents());
  }

  /** Draw in other colours, as when the theme changes. */
  recolour(colours: Palette): void {
    this.#colours = colours;
    this.#then(async () => {
      const drawn = new Promise<void>((resolve) => this.#map.once('style.load', () => resolve()));
      this.#map.setStyle(style(colours, this.#bounds()), { diff: false });
      await drawn;
      this.#fillBase();
      this.#fillEvents();
    });
  }

  fit(frame: Box): void {
    const [west, south, east, north] = frame;
    this.#map.fitBounds([west, south, east, north], { padding: 30, maxZoom: 7, animate: false });
  }

  box(): Box {
    const bounds = this.#map.getBounds();
    return [
      Math.max(-180, bounds.getWest()),
      Math.max(-90, bounds.getSouth()),
      Math.min(180, bounds.getEast()),
      Math.min(90, bounds.getNorth()),
    ];
  }

  zoom(step: 1 | -1): void {
    if (step > 0) this.#map.zoomIn();
    else this.#map.zoomOut();
  }

  resize(): void {
    this.#map.resize();
  }

  remove(): void {
    this.#gone = true;
    this.#map.remove();
  }

  #then(act: () => void | Promise<void>): void {
    delete this.#map.getContainer().dataset['drawn'];
    this.#turn = this.#turn.then(() => (this.#gone ? undefined : act()));
  }

  #bounds(): readonly number[] {
    return shades((this.#placed?.divisions ?? []).map((area) => area.count));
  }

  #set(source: string, data: FeatureCollection): void {
    this.#map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  #fillBase(): void {
    this.#set('land', land(this.base));
    this.#set('outlines', lines(this.base.outlines));
    this.#set('borders', lines(this.base.borders));
    this.#set('disputed', lines(this.base.disputed));
    this.#set('labels', labels(this.base));
  }

  #fillEvents(): void {
    const placed = this.#placed;
    if (!placed) return;
    const paint = style(this.#colours, this.#bounds()).layers.find((one) => one.id === 'divisions');
    const colour = (paint as { paint?: Record<string, unknown> } | undefined)?.paint;
    this.#map.setPaintProperty('divisions', 'fill-color', colour?.['fill-color']);
    this.#set('divisions', shaded(placed.divisions, this.base.divisions));
    this.#set('soft', outlineless(placed.divisions, this.base.divisions));
    this.#set('countries', shaded(placed.countries, this.base.countries));
    this.#set('spots', spots(placed));
    this.#filled = true;
  }

  #at(event: MapMouseEvent): MapGeoJSONFeature | undefined {
    const layers = CLICKABLE.filter((id) => this.#map.getLayer(id));
    return this.#map.queryRenderedFeatures(event.point, { layers })[0];
  }

  #click(event: MapMouseEvent): void {
    const feature = this.#at(event);
    if (!feature) {
      this.picked(null);
      return;
    }
    const values = feature.properties as Record<string, number | string>;
    const count = Number(values['n'] ?? 1);
    if (feature.geometry.type === 'Point' && values['key'] === undefined) {
      const at = feature.geometry.coordinates as [number, number];
      if (values['cluster']) void this.#open(Number(values['cluster_id']), at);
      else this.picked({ kind: 'spot', at, exact: Number(values['near']) === 0, count });
    } else {
      this.picked({ kind: 'area', key: String(values['key']), count });
    }
  }

  async #open(cluster: number, at: [number, number]): Promise<void> {
    const source = this.#map.getSource<GeoJSONSource>('spots');
    if (!source) return;
    const zoom = await source.getClusterExpansionZoom(cluster);
    this.#map.easeTo({ center: at, zoom: Math.min(zoom + 0.4, 10.5), duration: 250 });
  }
}

/** Thin slanting lines on nothing, 8 by 8 points. */
function hatch(colour: string): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 16;
  const pen = canvas.getContext('2d');
  if (!pen) return new ImageData(16, 16);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.6;
  pen.globalAlpha = 0.55;
  for (const shift of [-16, 0, 16]) {
    pen.beginPath();
    pen.moveTo(shift, 16);
    pen.lineTo(shift + 16, 0);
    pen.stroke();
  }
  return pen.getImageData(0, 0, 16, 16);
}

export function drawable(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
