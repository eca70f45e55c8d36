/**
 * Reads the base map: a TopoJSON file whose shapes share their borders, so that each is stored
 * once. `tools/build_basemap.py` makes it.
 */

export type Point = [longitude: number, latitude: number];
type Arcs = readonly number[];

export interface Geometry {
  readonly type: 'Polygon' | 'MultiPolygon' | 'MultiLineString';
  readonly id?: string;
  readonly properties?: { readonly name: string };
  readonly arcs: readonly Arcs[] | readonly (readonly Arcs[])[];
}

export interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: Readonly<
    Record<'divisions' | 'countries', { readonly geometries: readonly Geometry[] }> &
      Record<'borders' | 'disputed' | 'claims', Geometry>
  >;
}

export interface Shape {
  readonly id: string;
  readonly name: string;
  /** Polygons of rings of points. */
  readonly polygons: Point[][][];
}

/** Arcs as degrees; every point is stored as its difference from the one before. */
export function decodeArcs(topology: Topology): Point[][] {
  const [sx, sy] = topology.transform.scale;
  const [tx, ty] = topology.transform.translate;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]): Point => {
      x += dx;
      y += dy;
      return [round(x * sx + tx), round(y * sy + ty)];
    });
  });
}

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** Join arcs to a line; a negative number ~n stands for arc n backwards. */
export function lineOf(arcs: Arcs, decoded: readonly Point[][]): Point[] {
  const line: Point[] = [];
  for (const index of arcs) {
    const arc = decoded[index < 0 ? ~index : index] ?? [];
    const points = index < 0 ? [...arc].reverse() : arc;
    // The first point of an arc is the last of the one before.
    for (let at = line.length > 0 ? 1 : 0; at < points.length; at += 1) {
      const point = points[at];
      if (point) line.push(point);
    }
  }
  return line;
}

/** Shapes by their id, put together when they are asked for: a map shows few of thousands. */
export class Shapes {
  readonly #geometries: ReadonlyMap<string, Geometry>;
  readonly #made = new Map<string, Shape>();

  constructor(
    geometries: readonly Geometry[],
    private readonly decoded: readonly Point[][],
  ) {
    this.#geometries = new Map(geometries.map((one) => [one.id ?? '', one]));
  }

  get size(): number {
    return this.#geometries.size;
  }

  keys(): string[] {
    return [...this.#geometries.keys()];
  }

  has(id: string): boolean {
    return this.#geometries.has(id);
  }

  get(id: string): Shape | undefined {
    const geometry = this.#geometries.get(id);
    if (!geometry) return undefined;
    let shape = this.#made.get(id);
    if (!shape) {
      shape = shapeOf(geometry, this.decoded);
      this.#made.set(id, shape);
    }
    return shape;
  }

  values(): Shape[] {
    return this.keys().map((id) => this.get(id) as Shape);
  }

  names(): Map<string, string> {
    return new Map([...this.#geometries].map(([id, geometry]) => [id, nameOf(geometry)]));
  }
}

const nameOf = ({ id = '', properties }: Geometry): string =>
  properties?.name ?? id.split('/').slice(1).join('/');

function shapeOf(geometry: Geometry, decoded: readonly Point[][]): Shape {
  const polygons = (
    geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs
  ) as readonly (readonly Arcs[])[];
  return {
    id: geometry.id ?? '',
    name: nameOf(geometry),
    polygons: polygons.map((rings) => rings.map((ring) => lineOf(ring, decoded))),
  };
}

/** Every border of these geometries once, however many share it. */
export function meshOf(geometries: readonly Geometry[], decoded: readonly Point[][]): Point[][] {
  const used = new Set<number>();
  const take = (arcs: readonly unknown[]): void => {
    for (const one of arcs) {
      if (typeof one === 'number') used.add(one < 0 ? ~one : one);
      else take(one as readonly unknown[]);
    }
  };
  for (const { arcs } of geometries) take(arcs);
  return [...used].map((index) => decoded[index] ?? []);
}

export function linesOf(geometry: Geometry, decoded: readonly Point[][]): Point[][] {
  return (geometry.arcs as readonly Arcs[]).map((arcs) => lineOf(arcs, decoded));
}

/** Twice the area of a ring in square degrees, and its centre. */
function measure(ring: readonly Point[]): { area: number; centre: Point } {
  let area = 0;
  let cx = 0;
  let cy = 0;
  for (let at = 0; at + 1 < ring.length; at += 1) {
    const [x0, y0] = ring[at] as Point;
    const [x1, y1] = ring[at + 1] as Point;
    const cross = x0 * y1 - x1 * y0;
    area += cross;
    cx += (x0 + x1) * cross;
    cy += (y0 + y1) * cross;
  }
  const first = ring[0] ?? [0, 0];
  if (area === 0) return { area: 0, centre: first };
  return { area: Math.abs(area), centre: [cx / 3 / area, cy / 3 / area] };
}

/** The middle of a shape's largest part, and how large it is: where its name is written. */
export function labelPoint(shape: Shape): { area: number; centre: Point } {
  let best: { area: number; centre: Point } = { area: -1, centre: [0, 0] };
  for (const polygon of shape.polygons) {
    const one = measure(polygon[0] ?? []);
    if (one.area > best.area) best = one;
  }
  return best;
}
