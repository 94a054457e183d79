// One number or two: everything written with these operations compiles to f64 in the scalar build and to f64x2, two
// angles an instruction, in the SIMD build. `Lane` is the type parameter throughout.

/** Angles that go through an instruction. */
export const LANES: i32 = ASC_FEATURE_SIMD ? 2 : 1;

/** Bytes of a number that is one for each of them. */
export const LANE_BYTES: usize = ASC_FEATURE_SIMD ? 16 : 8;

// @ts-ignore: decorator
@inline
export function at<Lane>(base: usize, index: i32): Lane {
  return load<Lane>(base + <usize>index * sizeof<Lane>());
}

// @ts-ignore: decorator
@inline
export function set<Lane>(base: usize, index: i32, value: Lane): void {
  store<Lane>(base + <usize>index * sizeof<Lane>(), value);
}

// @ts-ignore: decorator
@inline
export function increase<Lane>(base: usize, index: i32, value: Lane): void {
  set<Lane>(base, index, add<Lane>(at<Lane>(base, index), value));
}

/** The number of one of the angles in a list of lanes. */
// @ts-ignore: decorator
@inline
export function numberAt(base: usize, index: i32, angle: i32 = 0): f64 {
  return load<f64>(base + <usize>index * LANE_BYTES + ((<usize>angle) << 3));
}

// @ts-ignore: decorator
@inline
export function splat<Lane>(x: f64): Lane {
  if (isVector<Lane>()) return f64x2.splat(x);
  // @ts-ignore: Lane is f64 here
  return x;
}

/** Two numbers as one lane; the scalar build keeps the first. */
// @ts-ignore: decorator
@inline
export function pair<Lane>(x: f64, y: f64): Lane {
  if (isVector<Lane>()) return f64x2.replace_lane(f64x2.splat(x), 1, y);
  // @ts-ignore: Lane is f64 here
  return x;
}

// @ts-ignore: decorator
@inline
export function add<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.add(a, b);
  // @ts-ignore: Lane is f64 here
  return a + b;
}

// @ts-ignore: decorator
@inline
export function sub<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.sub(a, b);
  // @ts-ignore: Lane is f64 here
  return a - b;
}

// @ts-ignore: decorator
@inline
export function mul<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.mul(a, b);
  // @ts-ignore: Lane is f64 here
  return a * b;
}

// @ts-ignore: decorator
@inline
export function div<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.div(a, b);
  // @ts-ignore: Lane is f64 here
  return a / b;
}

// @ts-ignore: decorator
@inline
export function sqrt<Lane>(a: Lane): Lane {
  if (isVector<Lane>()) return f64x2.sqrt(a);
  // @ts-ignore: Lane is f64 here
  return Math.sqrt(a);
}

// @ts-ignore: decorator
@inline
export function neg<Lane>(a: Lane): Lane {
  if (isVector<Lane>()) return f64x2.neg(a);
  // @ts-ignore: Lane is f64 here
  return -a;
}

// @ts-ignore: decorator
@inline
export function abs<Lane>(a: Lane): Lane {
  if (isVector<Lane>()) return f64x2.abs(a);
  // @ts-ignore: Lane is f64 here
  return Math.abs(a);
}

/** b where it is larger, else a; as the machine's own instruction, so a NaN in b is lost. */
// @ts-ignore: decorator
@inline
export function larger<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.pmax(a, b);
  // @ts-ignore: Lane is f64 here
  return select(b, a, a < b);
}

/** b where it is smaller, else a. */
// @ts-ignore: decorator
@inline
export function smaller<Lane>(a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return f64x2.pmin(a, b);
  // @ts-ignore: Lane is f64 here
  return select(b, a, b < a);
}

/** a where x < 0, else b. */
// @ts-ignore: decorator
@inline
export function whereNegative<Lane>(x: Lane, a: Lane, b: Lane): Lane {
  if (isVector<Lane>()) return v128.bitselect(a, b, f64x2.lt(x, f64x2.splat(0)));
  // @ts-ignore: Lane is f64 here
  return select(a, b, x < 0);
}

/** 2^n for an integral n in -1022 ... 1023, from n + 1.5 2^52. */
// @ts-ignore: decorator
@inline
export function powerOfTwo<Lane>(shifted: Lane): Lane {
  // the low bits of the sum hold n; the exponent field wants n + 1023
  if (isVector<Lane>()) return i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  // @ts-ignore: Lane is f64 here
  return reinterpret<f64>((reinterpret<i64>(shifted) + 1023) << 52);
}

/** Whether all numbers of the lane are 0. */
// @ts-ignore: decorator
@inline
export function vanishes<Lane>(a: Lane): bool {
  if (isVector<Lane>()) return !v128.any_true(f64x2.ne(a, f64x2.splat(0)));
  // @ts-ignore: Lane is f64 here
  return a == 0;
}

/** The smallest number of the lane. */
// @ts-ignore: decorator
@inline
export function lowest<Lane>(a: Lane): f64 {
  if (isVector<Lane>()) return Math.min(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  // @ts-ignore: Lane is f64 here
  return a;
}

/** The largest number of the lane. */
// @ts-ignore: decorator
@inline
export function highest<Lane>(a: Lane): f64 {
  if (isVector<Lane>()) return Math.max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  // @ts-ignore: Lane is f64 here
  return a;
}

/** The sum over the lane. */
// @ts-ignore: decorator
@inline
export function total<Lane>(a: Lane): f64 {
  if (isVector<Lane>()) return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  // @ts-ignore: Lane is f64 here
  return a;
}

/** Numbers in a lane. */
// @ts-ignore: decorator
@inline
export function width<Lane>(): i32 {
  return isVector<Lane>() ? 2 : 1;
}
