// Integrals of double dots on a wide orbit. Their integrands change within a few temperatures of a Fermi edge or an
// avoided crossing and hardly anywhere else, so that panels, short there and long between, need no more angles for a
// wider orbit. Every panel is judged by its own Legendre tail, and halved where that is too large.
//
// With m what an integrand has in the middle of the degrees seen and t what is left at their end, n/2 higher, coefficients
// would go on falling by t/m every n/2, and the rule of n points errs by the one of degree 2n, n above the end: length
// t (t/m)^2. Where the fall slows down that is too little (of 921 random devices five were off by more, by up to 20 times),
// so that (t/m)^1.5 is taken.

import { integer, integers, real, reals, setInteger, setReal, addReal } from "../memory/arena";
import { add, highest, larger, abs, mul, pair, total, width } from "../numerics/lane";
import { GAUSS, gaussEnd, gaussMiddle, gaussPoints, gaussWeights, layOutGauss } from "../numerics/gauss";
import { TWO_PI } from "../numerics/angles";
import { given, prepareDevices, shareExponentials, takeAngles } from "./grid";
import { FLUXES, get, GIVEN, NEGLIGIBLE, occupationAt, order, set } from "./layout";
import { fluxOf, solveDevice } from "./sector";

/** Half a panel over the distance of the nearest singularity, to begin with. */
const FINENESS: f64 = 0.8;

/** Devices that share panels at most, and how far their potentials may be apart, in temperatures. */
export const TOGETHER: i32 = 16;
export const APART: f64 = 4.0;

/** Panels whose integrals wait side by side until they are judged. */
const CHUNK: i32 = 128;
const MOST_PENDING: i32 = 1 << 14;
const SHORTEST: f64 = 1e-9;
const SAFETY: f64 = 10.0;

const MOMENTS: i32 = 5;

/** A device: integrals, as grid.ts has them; the largest integrands; what the integrals may be off by, one an order. */
export let integrals: usize = 0;
export let peaks: usize = 0;
export let left: usize = 0;

let pending: usize = 0; // first and last angle of a panel
let waiting: i32 = 0;
let chunk: usize = 0; // the same, of those that are judged next
let values: usize = 0; // of them, device by device: integrals, then what they may be off by
let cosines: usize = 0; // of a panel's angles
let sines: usize = 0;
let moments: usize = 0; // lanes, a device: a flux's mean, its Legendre coefficients in the middle and at the end
let most: usize = 0; // lanes, a device and order
let apart: usize = 0;

// the devices of a group, as far as the lengths of panels go
let lowestMu: usize = 0; // by lead
let highestMu: usize = 0;
let coldest: usize = 0;
let lowestU: f64 = 0;
let highestU: f64 = 0;

/** Numbers of a device on a panel. */
function stride(): i32 {
  return (FLUXES + 1) * (order + 1);
}

/** Room for groups; after grid.layOutGrid. */
export function layOutPanels<Lane>(): void {
  layOutGauss();
  integrals = reals(FLUXES * (order + 1) * TOGETHER);
  peaks = reals((order + 1) * TOGETHER);
  left = reals((order + 1) * TOGETHER);
  pending = reals(2 * MOST_PENDING);
  chunk = reals(2 * CHUNK);
  values = reals(CHUNK * TOGETHER * stride());
  cosines = reals(GAUSS);
  sines = reals(GAUSS);
  moments = reals(2 * MOMENTS * FLUXES * (order + 1) * TOGETHER);
  most = reals(2 * (order + 1) * TOGETHER);
  apart = integers(TOGETHER);
  lowestMu = reals(2);
  highestMu = reals(2);
  coldest = reals(2);
}

/** Integrates `devices` devices on one path until every order of each is good to the tolerance; returns the angles used. */
export function integrateOnPanels<Lane>(
  centreL: f64,
  centreR: f64,
  radius: f64,
  tc: f64,
  devices: i32,
  tolerance: f64,
  mostNodes: i32,
): i32 {
  const orders = order + 1;
  memory.fill(integrals, 0, (<usize>(FLUXES * orders * devices)) << 3);
  memory.fill(peaks, 0, (<usize>(orders * devices)) << 3);
  memory.fill(left, 0, (<usize>(orders * devices)) << 3);
  prepareDevices();
  bound(devices);
  cut(centreL, centreR, radius, tc);
  let accepted = 0;
  let nodes = 0;
  while (waiting > 0) {
    const count = min(CHUNK, waiting);
    waiting -= count;
    memory.copy(chunk, pending + ((<usize>(2 * waiting)) << 3), (<usize>(2 * count)) << 3);
    for (let i = 0; i < count; ++i) fillPanel<Lane>(i, centreL, centreR, radius, tc, devices);
    nodes += count * GAUSS;
    const share = tolerance / <f64>(accepted + waiting + count);
    for (let i = 0; i < count; ++i) {
      const from = real(chunk, 2 * i);
      const to = real(chunk, 2 * i + 1);
      const more = nodes < mostNodes && waiting + 2 <= MOST_PENDING && to - from > SHORTEST;
      if (more && !goodEnough(i, devices, share)) {
        push(from, 0.5 * (from + to));
        push(0.5 * (from + to), to);
      } else {
        accept(i, devices);
        ++accepted;
      }
    }
  }
  return nodes;
}

function push(from: f64, to: f64): void {
  setReal(pending, 2 * waiting, from);
  setReal(pending, 2 * waiting + 1, to);
  ++waiting;
}

function valuesAt(panel: i32, device: i32): usize {
  return values + ((<usize>((panel * TOGETHER + device) * stride())) << 3);
}

function goodEnough(panel: i32, devices: i32, share: f64): bool {
  const count = FLUXES * (order + 1);
  for (let d = 0; d < devices; ++d) {
    const row = valuesAt(panel, d);
    for (let k = 0; k <= order; ++k) {
      const peak = real(peaks, d * (order + 1) + k);
      if (peak > NEGLIGIBLE && real(row, count + k) > share * TWO_PI * peak) return false;
    }
  }
  return true;
}

function accept(panel: i32, devices: i32): void {
  const count = FLUXES * (order + 1);
  for (let d = 0; d < devices; ++d) {
    const row = valuesAt(panel, d);
    for (let q = 0; q < count; ++q) addReal(integrals, d * count + q, real(row, q));
    for (let k = 0; k <= order; ++k) addReal(left, d * (order + 1) + k, real(row, count + k));
  }
}

/** The integrals of all devices on a panel. */
function fillPanel<Lane>(panel: i32, centreL: f64, centreR: f64, radius: f64, tc: f64, devices: i32): void {
  const from = real(chunk, 2 * panel);
  const length = real(chunk, 2 * panel + 1) - from;
  const orders = order + 1;
  memory.fill(moments, 0, (<usize>(2 * MOMENTS * FLUXES * orders * devices)) << 3);
  memory.fill(most, 0, (<usize>(2 * orders * devices)) << 3);
  fillAngles(from + 0.5 * length, 0.5 * length);
  for (let i = 0; i < GAUSS; i += width<Lane>()) {
    const at = (<usize>i) << 3;
    takeAngles<Lane>(centreL, centreR, radius, tc, load<Lane>(cosines + at), load<Lane>(sines + at));
    let alone = 0;
    for (let d = 0; d < devices; ++d) {
      shareExponentials<Lane>(d);
      if (solveDevice<Lane>(d, false)) take<Lane>(d, i, true);
      else setInteger(apart, alone++, d);
    }
    for (let place = i; alone > 0 && place < i + width<Lane>(); ++place) {
      const c = real(cosines, place);
      const s = real(sines, place);
      takeAngles<Lane>(centreL, centreR, radius, tc, pair<Lane>(c, c), pair<Lane>(s, s));
      for (let j = 0; j < alone; ++j) {
        const d = integer(apart, j);
        shareExponentials<Lane>(d);
        solveDevice<Lane>(d, true);
        take<Lane>(d, place, false);
      }
    }
  }
  for (let d = 0; d < devices; ++d) {
    const row = valuesAt(panel, d);
    for (let k = 0; k < orders; ++k) {
      const peak = highest<Lane>(get<Lane>(most, d * orders + k));
      setReal(peaks, d * orders + k, Math.max(real(peaks, d * orders + k), peak));
      let worst = 0.0;
      for (let q = k * FLUXES; q < (k + 1) * FLUXES; ++q) {
        const at = MOMENTS * (d * FLUXES * orders + q);
        setReal(row, q, length * total<Lane>(get<Lane>(moments, at)));
        const middle = Math.max(size<Lane>(at + 1), size<Lane>(at + 2));
        const end = Math.max(size<Lane>(at + 3), size<Lane>(at + 4));
        const fall = end < middle ? end / middle : 1.0;
        const off = end * fall * Math.sqrt(fall);
        worst = isNaN(off) ? Infinity : Math.max(worst, off);
      }
      setReal(row, FLUXES * orders + k, SAFETY * length * worst);
    }
  }
}

/** cos and sin of the points of a panel by the addition theorem: the points are symmetric about its middle. */
function fillAngles(middle: f64, half: f64): void {
  const c = Math.cos(middle);
  const s = Math.sin(middle);
  for (let i = 0; i < GAUSS / 2; ++i) {
    const by = half * real(gaussPoints, GAUSS - 1 - i);
    const x = Math.cos(by);
    const y = Math.sin(by);
    setReal(cosines, i, c * x + s * y);
    setReal(sines, i, s * x - c * y);
    setReal(cosines, GAUSS - 1 - i, c * x - s * y);
    setReal(sines, GAUSS - 1 - i, s * x + c * y);
  }
}

// @ts-ignore: decorator
@inline
function size<Lane>(moment: i32): f64 {
  return Math.abs(total<Lane>(get<Lane>(moments, moment)));
}

/** A number of the rule at the points of a lane, or at one point in the first place of the lane. */
// @ts-ignore: decorator
@inline
function ruled<Lane>(rule: usize, at: i32, whole: bool): Lane {
  const place = rule + ((<usize>at) << 3);
  return whole ? load<Lane>(place) : pair<Lane>(load<f64>(place), 0.0);
}

/** Adds the fluxes of the device last solved, at the points of a lane or at one, to its moments. */
function take<Lane>(device: i32, at: i32, whole: bool): void {
  const orders = order + 1;
  const w = ruled<Lane>(gaussWeights, at, whole);
  const middle = ruled<Lane>(gaussMiddle, at, whole);
  const nextMiddle = ruled<Lane>(gaussMiddle, GAUSS + at, whole);
  const end = ruled<Lane>(gaussEnd, at, whole);
  const nextEnd = ruled<Lane>(gaussEnd, GAUSS + at, whole);
  for (let k = 0; k < orders; ++k) {
    const p = occupationAt<Lane>(k, 0);
    let peak = get<Lane>(most, device * orders + k);
    for (let q = 0; q < FLUXES; ++q) {
      const value = fluxOf<Lane>(q, p);
      const moment = MOMENTS * ((device * orders + k) * FLUXES + q);
      addTo<Lane>(moment, w, value);
      addTo<Lane>(moment + 1, middle, value);
      addTo<Lane>(moment + 2, nextMiddle, value);
      addTo<Lane>(moment + 3, end, value);
      addTo<Lane>(moment + 4, nextEnd, value);
      peak = larger<Lane>(peak, abs<Lane>(value));
    }
    set<Lane>(most, device * orders + k, peak);
  }
}

// @ts-ignore: decorator
@inline
function addTo<Lane>(moment: i32, factor: Lane, value: Lane): void {
  set<Lane>(moments, moment, add<Lane>(get<Lane>(moments, moment), mul<Lane>(factor, value)));
}

/** Takes the range of the group's potentials, charging energies and temperatures. */
function bound(devices: i32): void {
  lowestU = Infinity;
  highestU = -Infinity;
  for (let r = 0; r < 2; ++r) {
    let low = Infinity;
    let high = -Infinity;
    let cold = Infinity;
    for (let d = 0; d < devices; ++d) {
      const row = given + ((<usize>(GIVEN * d)) << 3); // U, Gamma L and R, mu L and R, T L and R
      lowestU = Math.min(lowestU, real(row, 0));
      highestU = Math.max(highestU, real(row, 0));
      low = Math.min(low, real(row, 3 + r));
      high = Math.max(high, real(row, 3 + r));
      cold = Math.min(cold, real(row, 5 + r));
    }
    setReal(lowestMu, r, low);
    setReal(highestMu, r, high);
    setReal(coldest, r, cold);
  }
}

/** Cuts the cycle into panels, each as long as the nearest singularity is far. */
function cut(centreL: f64, centreR: f64, radius: f64, tc: f64): void {
  waiting = 0;
  let at = 0.0;
  while (at < TWO_PI) {
    const rest = TWO_PI - at;
    let half = Math.min(0.5 * rest, FINENESS * nearestSingularity(at, centreL, centreR, radius, tc));
    for (let step = 0; step < 4; ++step) {
      const wanted = FINENESS * nearestSingularity(at + half, centreL, centreR, radius, tc);
      if (wanted >= half && 0.8 * wanted <= half) break;
      half = Math.min(0.5 * rest, wanted);
    }
    // what is left is one panel, or two of a length, never a splinter
    const length =
      2.0 * half >= rest || waiting + 1 >= MOST_PENDING ? rest : 4.0 * half > rest ? 0.5 * rest : 2.0 * half;
    const end = length == rest ? TWO_PI : at + length;
    push(at, end);
    at = end;
  }
}

/** A lower bound of |h| where x(theta + h) is first at the distance g of x(theta). */
// @ts-ignore: decorator
@inline
function reach(g: f64, slope: f64, bend: f64): f64 {
  return (2.0 * g) / (Math.abs(slope) + Math.sqrt(slope * slope + 2.0 * bend * g));
}

/** How far a number is from the interval between two others. */
// @ts-ignore: decorator
@inline
function outside(x: f64, low: f64, high: f64): f64 {
  return Math.max(0.0, Math.max(low - x, x - high));
}

/**
 * About how far from an angle the nearest pole of a Fermi function, at mu + i pi T, or branch point of the levels, at a
 * detuning of i tc, is for any device of the group: as src/spectrum/singularities.ts.
 */
function nearestSingularity(theta: f64, centreL: f64, centreR: f64, radius: f64, tc: f64): f64 {
  const c = radius * Math.cos(theta);
  const s = radius * Math.sin(theta);
  const detuning = centreL - centreR + c - s;
  const turning = -s - c;
  const gap = Math.sqrt(detuning * detuning + tc * tc);
  let nearest = reach(gap, turning, 2.0 * radius);
  for (let l = 0; l < 2; ++l) {
    const side = l == 0 ? -0.5 : 0.5;
    const E = 0.5 * (centreL + centreR + c + s) + side * gap;
    const slope = 0.5 * (c - s) + (side * turning * detuning) / gap;
    for (let r = 0; r < 2; ++r) {
      const pole = Math.PI * real(coldest, r);
      const low = real(lowestMu, r);
      const high = real(highestMu, r);
      const first = outside(E, low, high);
      const second = outside(E, low - highestU, high - lowestU);
      const g = Math.sqrt(Math.min(first * first, second * second) + pole * pole);
      nearest = Math.min(nearest, reach(g, slope, radius));
    }
  }
  return nearest;
}
