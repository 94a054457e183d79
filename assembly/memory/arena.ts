// Where every buffer lies: one region above the static data, carved up once when a device is configured.
// Nothing is freed and nothing is allocated afterwards, so the hot loops never meet an allocator.

const PAGE: usize = 65536;

let top: usize = 0;

/** Forgets every buffer. Pointers handed out before are dead. */
export function clear(): void {
  top = (__heap_base + 15) & ~15;
}

/** Reserves `bytes`, aligned to 16, zeroed, and grows the memory where it must. */
function reserve(bytes: usize): usize {
  const start = top;
  top = (start + bytes + 15) & ~15;
  const pages = <i32>((top + PAGE - 1) / PAGE);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  memory.fill(start, 0, bytes);
  return start;
}

/** Room for `count` doubles. */
export function reals(count: i32): usize {
  return reserve((<usize>count) << 3);
}

/** Room for `count` doubles of each angle that goes through an instruction. */
export function lanes(count: i32): usize {
  return reals(ASC_FEATURE_SIMD ? 2 * count : count);
}

/** Room for `count` 32-bit integers. */
export function integers(count: i32): usize {
  return reserve((<usize>count) << 2);
}

// @ts-ignore: decorator
@inline
export function real(base: usize, index: i32): f64 {
  return load<f64>(base + ((<usize>index) << 3));
}

// @ts-ignore: decorator
@inline
export function setReal(base: usize, index: i32, value: f64): void {
  store<f64>(base + ((<usize>index) << 3), value);
}

// @ts-ignore: decorator
@inline
export function addReal(base: usize, index: i32, value: f64): void {
  setReal(base, index, real(base, index) + value);
}

// @ts-ignore: decorator
@inline
export function integer(base: usize, index: i32): i32 {
  return load<i32>(base + ((<usize>index) << 2));
}

// @ts-ignore: decorator
@inline
export function setInteger(base: usize, index: i32, value: i32): void {
  store<i32>(base + ((<usize>index) << 2), value);
}
