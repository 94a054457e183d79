// Cycle coefficients of spinless single and double dots in 106 bits: closed eigenvectors, series in the angle, and its own
// elimination. It shares no line with the engines, which are held against it.

import type { Dots } from "../src/device/dots.js";
import { combine, type Fluxes } from "../src/electrons/fluxes.js";
import {
  add,
  circle,
  type DD,
  dd,
  divide,
  exponential,
  multiply,
  negate,
  ONE,
  PI,
  squareRoot,
  subtract,
  ZERO,
} from "./doubleDouble.js";

type Series = DD[];

const product = (a: Series, b: Series): Series =>
  a.map((_, k) => {
    let sum = ZERO;
    for (let j = 0; j <= k; j++) sum = add(sum, multiply(a[j]!, b[k - j]!));
    return sum;
  });
const sumOf = (a: Series, b: Series): Series => a.map((x, k) => add(x, b[k]!));
const times = (factor: DD, a: Series): Series => a.map((x) => multiply(factor, x));
const minus = (a: Series, b: Series): Series => a.map((x, k) => subtract(x, b[k]!));
const constant = (x: DD, length: number): Series => Array.from({ length }, (_, k) => (k === 0 ? x : ZERO));

function quotient(a: Series, b: Series): Series {
  const c: Series = [];
  a.forEach((x, k) => {
    let rest = x;
    for (let j = 1; j <= k; j++) rest = subtract(rest, multiply(b[j]!, c[k - j]!));
    c.push(divide(rest, b[0]!));
  });
  return c;
}

function root(a: Series): Series {
  const r: Series = [squareRoot(a[0]!)];
  for (let k = 1; k < a.length; k++) {
    let rest = a[k]!;
    for (let j = 1; j < k; j++) rest = subtract(rest, multiply(r[j]!, r[k - j]!));
    r.push(divide(rest, multiply(dd(2), r[0]!)));
  }
  return r;
}

/** 1/(1 + exp(x)) */
function fermi(x: Series): Series {
  const negative = x[0]![0] > 0;
  const y = negative ? x.map(negate) : x;
  const e: Series = [exponential(y[0]!)];
  for (let k = 1; k < x.length; k++) {
    let sum = ZERO;
    for (let j = 1; j <= k; j++) sum = add(sum, multiply(multiply(dd(j), y[j]!), e[k - j]!));
    e.push(divide(sum, dd(k)));
  }
  const below = sumOf(e, constant(ONE, x.length));
  return negative ? quotient(e, below) : quotient(constant(ONE, x.length), below);
}

interface Edge {
  lower: number;
  upper: number;
  lead: number;
  up: Series;
  down: Series;
}

/** Levels and rates about an angle given by its cosine and sine. */
function system(device: Dots, cos: DD, sin: DD, length: number): { E: Series[]; n: number[]; edges: Edge[] } {
  /** const + sum of harmonics, by (c + i s)^m */
  const energy = ({ const: c0, cos: a, sin: b }: Dots["orbitals"][number]["energy"]): Series => {
    let sum = constant(dd(c0), length);
    let [c, s]: [DD, DD] = [ONE, ZERO];
    for (let m = 1; m <= Math.max(a.length, b.length); m++) {
      [c, s] = [subtract(multiply(c, cos), multiply(s, sin)), add(multiply(c, sin), multiply(s, cos))];
      const A = dd(a[m - 1] ?? 0);
      const B = dd(b[m - 1] ?? 0);
      // derivatives turn the phase
      let x = add(multiply(A, c), multiply(B, s));
      let y = subtract(multiply(B, c), multiply(A, s));
      const series: Series = [];
      for (let k = 0; k < length; k++) {
        series.push(x);
        [x, y] = [divide(multiply(dd(m), y), dd(k + 1)), divide(multiply(dd(-m), x), dd(k + 1))];
      }
      sum = sumOf(sum, series);
    }
    return sum;
  };
  const [L, R] = device.orbitals.map((orbital) => energy(orbital.energy));
  const edges: Edge[] = [];
  const edge = (lower: number, upper: number, E: Series[], weights: Series[]): void =>
    device.leads.forEach(({ gamma, mu, T }, lead) => {
      let up = constant(ZERO, length);
      let down = up;
      weights.forEach((weight, orbital) => {
        const rate = gamma![orbital]!.up.const;
        if (rate === 0) return;
        const x = times(divide(ONE, dd(T)), minus(minus(E[upper]!, E[lower]!), constant(dd(mu), length)));
        const W = times(dd(rate), weight);
        up = sumOf(up, product(W, fermi(x)));
        down = sumOf(down, product(W, fermi(x.map(negate))));
      });
      edges.push({ lower, upper, lead, up, down });
    });
  if (!R) {
    const E = [constant(ZERO, length), L!];
    edge(0, 1, E, [constant(ONE, length)]);
    return { E, n: [0, 1], edges };
  }
  const hopping = device.hopping[0]!.amplitude.const;
  const d = minus(L!, R);
  const gap = root(sumOf(product(d, d), constant(multiply(dd(4 * hopping), dd(hopping)), length)));
  const half = dd(0.5);
  const centre = times(half, sumOf(L!, R));
  const E = [
    constant(ZERO, length),
    minus(centre, times(half, gap)),
    sumOf(centre, times(half, gap)),
    sumOf(sumOf(L!, R), constant(dd(device.inter[0]?.U ?? 0), length)),
  ];
  const polarisation = times(half, quotient(d, gap));
  const more = sumOf(constant(half, length), polarisation);
  const less = minus(constant(half, length), polarisation);
  // the lower level is where the energy is lower; adding an electron beside it needs the other dot
  edge(0, 1, E, [less, more]);
  edge(0, 2, E, [more, less]);
  edge(1, 3, E, [more, less]);
  edge(2, 3, E, [less, more]);
  return { E, n: [0, 1, 1, 2], edges };
}

/** Solves W p = b in the sum of p given: states are eliminated, exits as sums of rates. */
function solver(states: number, edges: readonly Edge[]): (b: readonly DD[], total: DD) => DD[] {
  const W = Array.from({ length: states }, () => Array.from({ length: states }, () => ZERO));
  for (const { lower, upper, up, down } of edges) {
    W[upper]![lower] = add(W[upper]![lower]!, up[0]!);
    W[lower]![upper] = add(W[lower]![upper]!, down[0]!);
  }
  const left = Array.from({ length: states }, (_, i) => i);
  const steps: { out: number; exit: DD; rest: number[] }[] = [];
  while (left.length > 1) {
    const exits = left.map((j) => left.reduce((sum, i) => (i === j ? sum : add(sum, W[i]![j]!)), ZERO));
    const at = exits.reduce((best, x, i) => (x[0] > exits[best]![0] ? i : best), 0);
    const [out] = left.splice(at, 1);
    for (const i of left) {
      const share = divide(W[i]![out!]!, exits[at]!);
      for (const j of left) if (i !== j) W[i]![j] = add(W[i]![j]!, multiply(share, W[out!]![j]!));
    }
    steps.push({ out: out!, exit: exits[at]!, rest: [...left] });
  }
  const back = (b: readonly DD[], first: DD): DD[] => {
    const x = b.map(() => ZERO);
    x[left[0]!] = first;
    for (const { out, exit, rest } of [...steps].reverse()) {
      const inflow = rest.reduce((sum, j) => add(sum, multiply(W[out]![j]!, x[j]!)), ZERO);
      x[out] = divide(subtract(inflow, b[out]!), exit);
    }
    return x;
  };
  const total = (x: readonly DD[]): DD => x.reduce(add, ZERO);
  const raw = back(
    W.map(() => ZERO),
    ONE,
  );
  const stationary = raw.map((x) => divide(x, total(raw)));
  return (b, wanted) => {
    const c = [...b];
    for (const { out, exit, rest } of steps) {
      for (const i of rest) c[i] = add(c[i]!, multiply(divide(W[i]![out]!, exit), c[out]!));
    }
    const x = back(c, ZERO);
    const missing = subtract(wanted, total(x));
    return x.map((xi, i) => add(xi, multiply(missing, stationary[i]!)));
  };
}

/** Some units in the last place, as the elimination of four states and the series amplify them. */
const UNCERTAIN = 1e-30;

const FAR_APART = 1e6;

/**
 * Integrals over the cycle to an order, on a uniform grid, and what of them may be wrong: 106 bits of what they are sums
 * of, which rates far apart make 26 powers of ten larger than the sums.
 */
export function preciseCoefficients(device: Dots, order: number, nodes: number): Fluxes & { uncertainty: Fluxes } {
  const rates = device.leads.flatMap(({ gamma }) => gamma!.map(({ up }) => up.const)).filter((rate) => rate > 0);
  if (Math.max(...rates) < FAR_APART * Math.min(...rates)) return onGrid(device, order, nodes, 1 / 3);
  // solves with rates far apart amplify rounding: two grids, finer, show how much
  const [a, b] = [1 / 3, 1 / 5].map((offset) => onGrid(device, order, Math.ceil(1.5 * nodes), offset));
  const uncertainty = combine((x, y, u) => 3 * Math.abs(x - y) + u, a!, b!, a!.uncertainty);
  return { ...a!, uncertainty };
}

function onGrid(device: Dots, order: number, nodes: number, offset: number): Fluxes & { uncertainty: Fluxes } {
  const length = Math.max(1, order) + 1;
  // by halves until the series of cos and sin converges fast; then angle by angle
  const step = divide(multiply(dd(2), PI), dd(nodes));
  const turn = circle(step);
  let { cos, sin } = circle(multiply(step, dd(offset))); // no grid of the engines has it
  const zeros = (): DD[] => Array.from({ length: order + 1 }, () => ZERO);
  const F = zeros();
  const I = device.leads.map(zeros);
  const J = device.leads.map(zeros);
  const none = (): number[] => zeros().map(() => 0);
  const sizes = { F: none(), I: device.leads.map(none), J: device.leads.map(none) };
  for (let node = 0; node < nodes; node++) {
    const { E, n, edges } = system(device, cos, sin, length);
    const solve = solver(n.length, edges);
    let before: DD[][] = [];
    for (let k = 0; k <= order; k++) {
      const p: DD[][] = [];
      for (let m = 0; m <= Math.max(order, 1) - k; m++) {
        const b = n.map((_, i) => (k === 0 ? ZERO : multiply(dd(m + 1), before[m + 1]![i]!)));
        for (let j = 1; j <= m; j++) {
          for (const { lower, upper, up, down } of edges) {
            const flux = subtract(multiply(up[j]!, p[m - j]![lower]!), multiply(down[j]!, p[m - j]![upper]!));
            b[lower] = add(b[lower]!, flux);
            b[upper] = subtract(b[upper]!, flux);
          }
        }
        p.push(solve(b, k === 0 && m === 0 ? ONE : ZERO));
      }
      const p0 = p[0]!;
      sizes.F[k]! += E.reduce((sum, Ei, i) => sum + Math.abs(Ei[1]![0] * p0[i]![0]), 0);
      F[k] = E.reduce((sum, Ei, i) => subtract(sum, multiply(Ei[1]!, p0[i]!)), F[k]!);
      for (const { lower, upper, lead, up, down } of edges) {
        const flow = subtract(multiply(down[0]!, p0[upper]!), multiply(up[0]!, p0[lower]!));
        I[lead]![k] = add(I[lead]![k]!, flow);
        const gross = Math.abs(down[0]![0] * p0[upper]![0]) + Math.abs(up[0]![0] * p0[lower]![0]);
        sizes.I[lead]![k]! += gross;
        const heat = subtract(subtract(E[upper]![0]!, E[lower]![0]!), dd(device.leads[lead]!.mu));
        J[lead]![k] = add(J[lead]![k]!, multiply(heat, flow));
        sizes.J[lead]![k]! += Math.abs(heat[0]) * gross;
      }
      before = p;
    }
    [cos, sin] = [
      subtract(multiply(cos, turn.cos), multiply(sin, turn.sin)),
      add(multiply(sin, turn.cos), multiply(cos, turn.sin)),
    ];
  }
  const total = (sums: DD[]): number[] => sums.map((x) => multiply(step, x)[0]);
  const fluxes = <Sums>(of: (sums: Sums) => number[], q: { F: Sums; I: Sums[]; J: Sums[] }): Fluxes => ({
    F: of(q.F),
    leads: Object.fromEntries(device.leads.map(({ name }, r) => [name, { I: of(q.I[r]!), J: of(q.J[r]!) }])),
  });
  const uncertainty = fluxes((sums: number[]) => sums.map((x) => UNCERTAIN * step[0] * x), sizes);
  return { ...fluxes(total, { F, I, J }), uncertainty };
}
