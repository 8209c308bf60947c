/**
 * A layered drawing of a flow: each step stands below the steps that lead to it.
 *
 * Layers by the longest path, order by barycenters (Sugiyama, Tagawa and Toda, 1981), positions
 * by least squares under the order. The steps come with parents first, so a transition to the
 * step itself or to an earlier one closes a loop; it is drawn around the boxes.
 */

export interface LayoutStep {
  name: string;
  next: readonly { step: string }[];
}

export interface LayoutOptions {
  box: { width: number; height: number };
  /** Space between two boxes side by side. */
  gap: number;
  /** Space between two layers. */
  rise: number;
  /** How far a box that stands for many tasks reaches beyond its edge. */
  stack: (name: string) => number;
  /** Width of the label on a transition; 0 for none. */
  labelWidth: (from: string, to: string) => number;
}

export interface PlacedStep {
  name: string;
  layer: number;
  /** Left edge. */
  x: number;
  /** Top edge. */
  y: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface PlacedEdge {
  from: string;
  to: string;
  /** Whether it closes a loop. */
  back: boolean;
  /** An SVG path, from the step to the tip of the arrow. */
  path: string;
  /** Where the arrow points to, and in which direction. */
  tip: Point & { toward: 'down' | 'left' };
  /** Middle of the label; of one that closes a loop, its left end. */
  label: Point;
}

export interface Layout {
  width: number;
  height: number;
  steps: PlacedStep[];
  edges: PlacedEdge[];
}

/** A box, or the place where a long transition passes a layer. */
interface Spot {
  step?: LayoutStep;
  /** Reach to the left and the right of the middle. */
  left: number;
  right: number;
  x: number;
  above: Spot[];
  below: Spot[];
}

interface Chain {
  from: string;
  to: string;
  spots: Spot[];
}

const SWEEPS = 8;
const SETTLES = 24;
const LOOP_REACH = 20;
/** A transition ends straight, so that its arrow sits on it. */
const STRAIGHT = 8;
/** Layers move apart by this share of the widest transition between them, up to the most. */
const RISE_SHARE = 1 / 24;
const MOST_RISE = 28;
const LABEL_RISE = 20;
const LANE = 12;
/** How far along a transition its label stands; see `label` in `edgeBetween`. */
const LABEL_SHARE = 0.648;

export function layOut(steps: readonly LayoutStep[], options: LayoutOptions): Layout {
  const { box, gap, rise, stack, labelWidth } = options;
  const place = new Map(steps.map((step, i) => [step.name, i]));
  const pairs = steps.flatMap(({ name, next }) =>
    [...new Set(next.map(({ step }) => step))]
      .filter((to) => place.has(to))
      .map((to) => ({ from: name, to, back: (place.get(to) ?? 0) <= (place.get(name) ?? 0) })),
  );
  const depth = new Map(steps.map(({ name }) => [name, 0]));
  for (const { from, to, back } of pairs) {
    if (!back) depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
  }

  const boxes = new Map(
    steps.map((step): [string, Spot] => {
      const loops = step.next.some((to) => to.step === step.name);
      const aside = loops ? LOOP_REACH + labelWidth(step.name, step.name) : 0;
      const left = box.width / 2;
      const right = left + stack(step.name) + aside;
      return [step.name, { step, left, right, x: 0, above: [], below: [] }];
    }),
  );
  const layers: Spot[][] = Array.from({ length: Math.max(0, ...depth.values()) + 1 }, () => []);
  const spotOf = (name: string): Spot => {
    const spot = boxes.get(name);
    if (spot === undefined) throw new Error(`no step ${name}`);
    return spot;
  };
  const chains: Chain[] = [];
  for (const step of steps) {
    layers[depth.get(step.name) ?? 0]?.push(spotOf(step.name));
    for (const { to } of pairs.filter(({ from, back }) => from === step.name && !back)) {
      const top = depth.get(step.name) ?? 0;
      const spots = [spotOf(step.name)];
      for (let layer = top + 1; layer < (depth.get(to) ?? 0); layer++) {
        const half = layer === top + 1 ? labelWidth(step.name, to) / LABEL_SHARE / 2 : 0;
        const spot: Spot = { left: half, right: half, x: 0, above: [], below: [] };
        layers[layer]?.push(spot);
        spots.push(spot);
      }
      spots.push(spotOf(to));
      spots.slice(1).forEach((spot, i) => {
        spots[i]?.below.push(spot);
        spot.above.push(spots[i] as Spot);
      });
      chains.push({ from: step.name, to, spots });
    }
  }
  const ordered = uncross(layers);
  spread(ordered, gap);

  const all = ordered.flat();
  const leftmost = Math.min(0, ...all.map(({ x, left }) => x - left));
  for (const spot of all) spot.x -= leftmost;
  const labelled = new Set(
    pairs
      .filter(({ from, to, back }) => !back && labelWidth(from, to) > 0)
      .map(({ from }) => depth.get(from)),
  );
  const tops: number[] = [];
  let y = pairs.some(({ back, to }) => back && depth.get(to) === 0) ? LANE : 0;
  for (const layer of layers.keys()) {
    tops.push(y);
    const spans = (ordered[layer] ?? []).flatMap(({ x, below }) =>
      below.map((spot) => Math.abs(spot.x - x)),
    );
    y += box.height + rise + (labelled.has(layer) ? LABEL_RISE : 0);
    y += Math.min(MOST_RISE, Math.round(Math.max(0, ...spans) * RISE_SHARE));
  }
  const last = tops.at(-1) ?? 0;
  const right = Math.max(0, ...all.map((spot) => spot.x + spot.right));
  const topOf = (layer: number) => tops[layer] ?? 0;

  const loops = pairs.filter(({ back }) => back);
  const around = loops.filter(({ from, to }) => from !== to);
  const edges: PlacedEdge[] = chains.map((chain) => ({
    ...edgeBetween(chain.spots, depth.get(chain.from) ?? 0, topOf, box.height),
    from: chain.from,
    to: chain.to,
    back: false,
  }));
  for (const { from, to } of loops) {
    const [start, end] = [spotOf(from), spotOf(to)];
    const startTop = topOf(depth.get(from) ?? 0);
    if (from === to) {
      edges.push({
        from,
        to,
        back: true,
        ...ownLoop(start.x + box.width / 2 + stack(from), startTop, box.height),
      });
    } else {
      const lane = right + LANE * (1 + around.findIndex((e) => e.from === from && e.to === to));
      const bottom = startTop + box.height;
      const endTop = topOf(depth.get(to) ?? 0);
      const [x0, x1] = [start.x + box.width / 4, end.x + box.width / 4];
      edges.push({
        from,
        to,
        back: true,
        path: `M${x0} ${bottom}v${LANE / 2}H${lane}V${endTop - LANE}H${x1}V${endTop}`,
        tip: { x: x1, y: endTop, toward: 'down' },
        label: { x: lane + 4, y: (bottom + endTop) / 2 },
      });
    }
  }
  const lanes = around.map(({ from, to }) => labelWidth(from, to));
  return {
    width: Math.ceil(around.length ? right + LANE * around.length + Math.max(2, ...lanes) : right),
    height: steps.length ? last + box.height + (around.length ? LANE : 0) : 0,
    steps: steps.map(({ name }) => {
      const layer = depth.get(name) ?? 0;
      return { name, layer, x: Math.max(0, spotOf(name).x - box.width / 2), y: topOf(layer) };
    }),
    edges,
  };
}

/** The layers in an order with few crossings: sweeps down and up, the best of them. */
function uncross(layers: Spot[][]): Spot[][] {
  let current = layers;
  let best = { layers, crossings: crossingsOf(layers) };
  for (let sweep = 0; sweep < SWEEPS && best.crossings > 0; sweep++) {
    const down = sweep % 2 === 0;
    const order = new Map(current.flatMap((layer) => layer.map((spot, i) => [spot, i] as const)));
    const next = current.map((layer) => [...layer]);
    for (const layer of down ? next : [...next].reverse()) {
      const heart = new Map(
        layer.map((spot) => {
          const near = down ? spot.above : spot.below;
          const own = order.get(spot) ?? 0;
          return [spot, near.length ? mean(near.map((other) => order.get(other) ?? 0)) : own];
        }),
      );
      layer.sort((a, b) => (heart.get(a) ?? 0) - (heart.get(b) ?? 0));
      layer.forEach((spot, i) => order.set(spot, i));
    }
    current = next;
    const crossings = crossingsOf(current);
    if (crossings < best.crossings) best = { layers: current, crossings };
  }
  return best.layers;
}

/** How many pairs of transitions cross between neighbouring layers. */
function crossingsOf(layers: Spot[][]): number {
  return layers.slice(1).reduce((sum, layer, i) => {
    const order = new Map(layer.map((spot, j) => [spot, j]));
    const ends = (layers[i] ?? []).flatMap((spot) =>
      spot.below.map((to) => order.get(to) ?? 0).sort((a, b) => a - b),
    );
    return sum + inversions(ends);
  }, 0);
}

/** Pairs that stand in the wrong order, counted while sorting by halves. */
export function inversions(values: readonly number[]): number {
  const sort = (list: readonly number[]): [number[], number] => {
    if (list.length < 2) return [[...list], 0];
    const middle = list.length >> 1;
    const [a, inA] = sort(list.slice(0, middle));
    const [b, inB] = sort(list.slice(middle));
    const merged: number[] = [];
    let [i, count] = [0, inA + inB];
    for (const value of b) {
      for (let head = a[i]; head !== undefined && head <= value; head = a[++i]) merged.push(head);
      count += a.length - i;
      merged.push(value);
    }
    return [[...merged, ...a.slice(i)], count];
  };
  return sort(values)[1];
}

/** Gives each spot its middle: near its neighbours above and below, with the gap kept. */
function spread(layers: Spot[][], gap: number) {
  for (const layer of layers) settle(layer, gap, () => 0);
  const above = ({ above: near, x }: Spot) => (near.length ? mean(near.map((s) => s.x)) : x);
  const below = ({ below: near, x }: Spot) => (near.length ? mean(near.map((s) => s.x)) : x);
  for (let sweep = 0; sweep < SETTLES; sweep++) {
    for (const layer of layers) settle(layer, gap, above);
    for (const layer of [...layers].reverse()) settle(layer, gap, below);
  }
}

function settle(layer: Spot[], gap: number, ideal: (spot: Spot) => number) {
  const offsets: number[] = [];
  layer.forEach((spot, i) => {
    const before = layer[i - 1];
    offsets.push(before ? (offsets[i - 1] ?? 0) + before.right + gap + spot.left : 0);
  });
  const wanted = layer.map((spot, i) => ideal(spot) - (offsets[i] ?? 0));
  isotonic(wanted).forEach((x, i) => {
    const spot = layer[i];
    if (spot) spot.x = x + (offsets[i] ?? 0);
  });
}

/** The non-decreasing values nearest to the given ones in least squares: pool adjacent violators. */
export function isotonic(values: readonly number[]): number[] {
  const pools: { value: number; size: number }[] = [];
  for (const value of values) {
    let pool = { value, size: 1 };
    for (let last = pools.at(-1); last && last.value > pool.value; last = pools.at(-1)) {
      pools.pop();
      const size = last.size + pool.size;
      pool = { value: (last.value * last.size + pool.value * pool.size) / size, size };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ value, size }) => new Array<number>(size).fill(value));
}

/** A curve from layer to layer; it bends between the layers only, and so touches no box. */
function edgeBetween(
  spots: Spot[],
  layer: number,
  topOf: (layer: number) => number,
  height: number,
): Pick<PlacedEdge, 'path' | 'tip' | 'label'> {
  const xs = spots.map(({ x }) => round(x));
  const [x0 = 0, x1 = 0] = xs;
  const bottom = topOf(layer) + height;
  const next = topOf(layer + 1);
  let path = `M${x0} ${bottom}`;
  xs.slice(1).forEach((x, i) => {
    const from = topOf(layer + i) + height;
    const top = topOf(layer + i + 1);
    const [to, middle] = [top - STRAIGHT, (from + top - STRAIGHT) / 2];
    const passes = i + 2 < xs.length;
    path += `C${xs[i]} ${middle} ${x} ${middle} ${x} ${to}V${passes ? top + height : top}`;
  });
  return {
    path,
    tip: { x: xs.at(-1) ?? 0, y: topOf(layer + xs.length - 1), toward: 'down' },
    // The point at 0.6 of the first curve.
    label: { x: x0 + (x1 - x0) * LABEL_SHARE, y: bottom + (next - STRAIGHT - bottom) * 0.576 },
  };
}

function ownLoop(right: number, top: number, height: number) {
  const [x, middle] = [round(right), top + height / 2];
  const out = x + LOOP_REACH + 4;
  return {
    path: `M${x} ${middle + 12}C${out} ${middle + 16} ${out} ${middle - 16} ${x} ${middle - 12}`,
    tip: { x, y: middle - 12, toward: 'left' as const },
    label: { x: x + LOOP_REACH, y: middle },
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number) => Math.round(value * 10) / 10;
