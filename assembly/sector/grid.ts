// Grids over many double dots at once: devices on one path share, at every pair of angles, the levels and, where their
// temperatures agree, the exponentials.

import { cosine, fillAngles, layOutAngles, sine, TWO_PI } from "../numerics/angles";
import { clear, integer, integers, real, reals, setInteger, setReal } from "../memory/arena";
import { pair, width } from "../numerics/lane";
import { addDevice, clearSums, largestOf, prepare, sumOf, turnoverOf } from "./sector";
import { FLUXES, GIVEN, layOutSector, leastTrees } from "./layout";
import { fillPath, fillThermal } from "./path";

export let order: i32 = 0;
let devices: i32 = 0;

/** Written by the host: 7 numbers a device (U, Gamma L and R, mu L and R, T L and R). */
export let given: usize = 0;
/** A device: (order + 1) x (F, I_L, J_L, I_R, J_R) integrals, then the largest integrand of each order. */
export let results: usize = 0;
/**
 * A device: (order + 1) x (F, I_L, J_L, I_R, J_R) integrals of the sizes of what the integrands are sums of, from some of
 * the nodes, then the least product of its relaxation rates (see occupations.ts).
 */
export let turnover: usize = 0;
/** Of a grid every so many lanes tell the turnover: all of a small one, an eighth, a sixteenth of a large one. */
const SMALL: i32 = 64;
const LARGE: i32 = 256;

let apart: usize = 0; // devices whose two angles must be taken one at a time

/**
 * Room for up to `devices_` devices on one path and grids of up to `nodes` angles, to order `order_`; every pointer handed
 * out before is dead.
 */
export function layOutGrid<Lane>(order_: i32, devices_: i32, nodes: i32): void {
  order = order_;
  devices = devices_;
  clear();
  given = reals(GIVEN * devices);
  results = reals((FLUXES + 1) * (order + 1) * devices);
  turnover = reals((FLUXES * (order + 1) + 1) * devices);
  apart = integers(devices);
  layOutAngles(nodes);
  layOutSector<Lane>(order, devices);
}

/** How many of the devices laid out take part from now on. */
export function setDevices(count: i32): void {
  devices = count;
}

// whose exponentials stand in the lane
let sharedMu: f64 = NaN;
let sharedTL: f64 = NaN;
let sharedTR: f64 = NaN;

/** The path at the angles of a lane, and no exponentials yet. */
export function takeAngles<Lane>(centreL: f64, centreR: f64, radius: f64, tc: f64, c: Lane, s: Lane): void {
  fillPath<Lane>(centreL, centreR, radius, tc, c, s);
  sharedMu = NaN;
}

/** The exponentials for a device, where those of the one before are not the same. */
// @ts-ignore: decorator
@inline
export function shareExponentials<Lane>(device: i32): void {
  const row = given + ((<usize>(GIVEN * device)) << 3);
  const mu = reference(device);
  const TL = real(row, 5);
  const TR = real(row, 6);
  if (mu == sharedMu && TL == sharedTL && TR == sharedTR) return;
  sharedMu = mu;
  sharedTL = TL;
  sharedTR = TR;
  fillThermal<Lane>(mu, TL, TR);
}

/** Takes the numbers of all devices. */
export function prepareDevices(): void {
  for (let d = 0; d < devices; ++d) prepare(d, given + ((<usize>(GIVEN * d)) << 3), reference(d));
}

/** The mean electrochemical potential: exponentials are taken from there, so that a common shift cannot overflow. */
// @ts-ignore: decorator
@inline
function reference(device: i32): f64 {
  const row = given + ((<usize>(GIVEN * device)) << 3);
  return 0.5 * (real(row, 3) + real(row, 4));
}

/** Integrals of all devices over the grid theta_i = 2 pi (i + offset) / nodes; where `look` is set, the turnover too. */
export function integrateGrid<Lane>(
  centreL: f64,
  centreR: f64,
  radius: f64,
  tc: f64,
  nodes: i32,
  offset: f64,
  look: bool = false,
): void {
  clearSums(devices, look);
  prepareDevices();
  fillAngles(nodes, offset);
  const lanes = width<Lane>();
  const paired = nodes - (nodes % lanes);
  const every = lanes * (nodes < SMALL ? 1 : nodes < LARGE ? 8 : 16);
  let looked = 0;
  for (let i = 0; i < paired; i += lanes) {
    const looks = look && i % every == 0;
    if (looks) looked += lanes;
    const c = cosine<Lane>(i);
    const s = sine<Lane>(i);
    const left = addAll<Lane>(centreL, centreR, radius, tc, c, s, looks);
    for (let place = 0; left > 0 && place < lanes; ++place) {
      const theta = (TWO_PI * (<f64>(i + place) + offset)) / <f64>nodes;
      addApart<Lane>(centreL, centreR, radius, tc, theta, left, looks);
    }
  }
  if (paired < nodes) {
    for (let d = 0; d < devices; ++d) setInteger(apart, d, d);
    const theta = (TWO_PI * (<f64>paired + offset)) / <f64>nodes;
    addApart<Lane>(centreL, centreR, radius, tc, theta, devices, look);
    ++looked;
  }
  const step = TWO_PI / <f64>nodes;
  for (let d = 0; d < devices; ++d) {
    const row = results + ((<usize>(d * (FLUXES + 1) * (order + 1))) << 3);
    for (let k = 0; k <= order; ++k) {
      for (let q = 0; q < FLUXES; ++q) setReal(row, k * FLUXES + q, sumOf<Lane>(d, k, q) * step);
      setReal(row, FLUXES * (order + 1) + k, largestOf<Lane>(d, k));
    }
    if (!look) continue;
    const turned = turnover + ((<usize>(d * (FLUXES * (order + 1) + 1))) << 3);
    const share = TWO_PI / <f64>looked;
    for (let k = 0; k <= order; ++k) {
      for (let q = 0; q < FLUXES; ++q) setReal(turned, k * FLUXES + q, turnoverOf<Lane>(d, k, q) * share);
    }
    setReal(turned, FLUXES * (order + 1), real(leastTrees, d));
  }
}

/** All devices at the angles of a lane; lists those that need them one at a time and returns their number. */
function addAll<Lane>(centreL: f64, centreR: f64, radius: f64, tc: f64, c: Lane, s: Lane, look: bool): i32 {
  takeAngles<Lane>(centreL, centreR, radius, tc, c, s);
  let left = 0;
  for (let d = 0; d < devices; ++d) {
    shareExponentials<Lane>(d);
    if (!addDevice<Lane>(d, false, look)) setInteger(apart, left++, d);
  }
  return left;
}

/** The listed devices at one angle, which fills the whole lane. */
function addApart<Lane>(centreL: f64, centreR: f64, radius: f64, tc: f64, theta: f64, left: i32, look: bool): void {
  const c = Math.cos(theta);
  const s = Math.sin(theta);
  takeAngles<Lane>(centreL, centreR, radius, tc, pair<Lane>(c, c), pair<Lane>(s, s));
  for (let j = 0; j < left; ++j) {
    const d = integer(apart, j);
    shareExponentials<Lane>(d);
    addDevice<Lane>(d, true, look);
  }
}
