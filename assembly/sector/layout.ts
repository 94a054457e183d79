// Where the spin-symmetric sector keeps what it computes; sector.ts says what the sector is.

import { reals } from "../memory/arena";

export const STATES: i32 = 4;
export const EMPTY: i32 = 0;
export const BONDING: i32 = 1;
export const DOUBLE: i32 = 2;
export const ANTIBONDING: i32 = 3;

/** F, I_L, J_L, I_R, J_R */
export const FLUXES: i32 = 5;

/**
 * Of Gamma^3: where the product of the relaxation rates is smaller, something hardly relaxes. Then this path, which takes
 * the states out in their order around the ring, loses digits that taking the fastest first keeps, and a rate that it cuts
 * may be the slow one.
 */
export const LEAST_TREES: f64 = 1e-30;

/** An order whose integrands are all below this is zero: rates are cut at 1e-87, and what is left has no digits. */
export const NEGLIGIBLE: f64 = 1e-80;

/** Numbers a device: U, Gamma, mu and T of L and R, then what `prepare` makes of them. */
export const GIVEN: i32 = 7;
export const ROW: i32 = 11;

export let order: i32 = 0;
export let stride: usize = 0; // bytes of one series
export let size: usize = 0; // bytes of one lane

// path
export let detuning: usize = 0;
export let square: usize = 0;
export let inverseCube: usize = 0;
export let polarisation: usize = 0; // (eps_L - eps_R)/R
export let root: usize = 0;
export let level: usize = 0; // E_b, E_a
export let onL: usize = 0; // |b on L|^2 = |a on R|^2
export let onR: usize = 0;
export let powers: usize = 0; // of E_b - E_b(theta), E_a - E_a(theta): power n, coefficient k

// thermal
export let thermal: usize = 0; // lead, level

// device
export let forward: usize = 0; // series of the rate from place e to e + 1 of the ring
export let backward: usize = 0;
export let fermi: usize = 0; // Taylor coefficients in x, then the series
export let functional: usize = 0; // fluxes of order 0 as linear functionals of p: flux, state
export let occupation: usize = 0; // p^(k), coefficient n, state

// results, device by device
export let sums: usize = 0; // lanes: order, flux
export let largest: usize = 0;
export let turnover: usize = 0; // as sums, of sizes
export let leastTrees: usize = 0; // a device: the smallest sum over spanning trees
export let rows: usize = 0; // a device: what it was given and what `prepare` made of it

// @ts-ignore: decorator
@inline
export function get<Lane>(base: usize, k: i32): Lane {
  return load<Lane>(base + <usize>k * sizeof<Lane>());
}

// @ts-ignore: decorator
@inline
export function set<Lane>(base: usize, k: i32, value: Lane): void {
  store<Lane>(base + <usize>k * sizeof<Lane>(), value);
}

/** Buffers for an order and a number of devices that share a path. Lanes take two doubles in either build. */
export function layOutSector<Lane>(order_: i32, devices: i32): void {
  order = order_;
  const length = (order > 0 ? order : 1) + 1;
  size = sizeof<Lane>();
  stride = <usize>length * size;
  detuning = reals(2 * length);
  square = reals(2 * length);
  inverseCube = reals(2 * length);
  polarisation = reals(2 * length);
  root = reals(2 * length);
  level = reals(4 * length);
  onL = reals(2 * length);
  onR = reals(2 * length);
  powers = reals(4 * length * length);
  thermal = reals(8);
  forward = reals(8 * length);
  backward = reals(8 * length);
  fermi = reals(4 * length);
  functional = reals(2 * FLUXES * STATES);
  occupation = reals(2 * STATES * (order + 1) * (order + 1));
  rows = reals(ROW * devices);
  sums = reals(2 * FLUXES * (order + 1) * devices);
  largest = reals(2 * (order + 1) * devices);
  turnover = reals(2 * FLUXES * (order + 1) * devices);
  leastTrees = reals(devices);
}

// @ts-ignore: decorator
@inline
export function ring(base: usize, place: i32): usize {
  return base + <usize>(place & 3) * stride;
}

// @ts-ignore: decorator
@inline
export function occupationAt<Lane>(k: i32, n: i32): usize {
  return occupation + <usize>((k * (order + 1) + n) * STATES) * sizeof<Lane>();
}
