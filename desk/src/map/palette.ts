/** The map's colours, out of the design tokens, so that light and dark follow the rest. */

export interface Palette {
  readonly water: string;
  readonly land: string;
  readonly division: string;
  readonly border: string;
  readonly label: string;
  readonly halo: string;
  /** Five shades, from few events to many. */
  readonly shades: readonly string[];
  readonly spot: string;
  readonly onSpot: string;
  readonly contested: string;
  readonly hatch: string;
}

export function palette(of: Element): Palette {
  const style = getComputedStyle(of);
  const token = (name: string): string => style.getPropertyValue(`--map-${name}`).trim();
  return {
    water: token('water'),
    land: token('land'),
    division: token('division'),
    border: token('border'),
    label: token('label'),
    halo: token('halo'),
    shades: [1, 2, 3, 4, 5].map((step) => token(`shade-${step}`)),
    spot: token('spot'),
    onSpot: token('on-spot'),
    contested: token('contested'),
    hatch: token('hatch'),
  };
}
