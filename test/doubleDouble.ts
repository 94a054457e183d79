// Numbers of 106 bits as unevaluated sums of two doubles (Dekker, Knuth): what rounding in doubles is measured with.

export type DD = readonly [number, number];

const SPLITTER = 134217729; // 2^27 + 1

const quickSum = (a: number, b: number): DD => {
  const s = a + b;
  return [s, b - (s - a)];
};

const twoSum = (a: number, b: number): DD => {
  const s = a + b;
  const bb = s - a;
  return [s, a - (s - bb) + (b - bb)];
};

const twoProduct = (a: number, b: number): DD => {
  const p = a * b;
  const ta = SPLITTER * a;
  const tb = SPLITTER * b;
  const ah = ta - (ta - a);
  const bh = tb - (tb - b);
  const al = a - ah;
  const bl = b - bh;
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
};

export const dd = (x: number): DD => [x, 0];
export const ZERO = dd(0);
export const ONE = dd(1);
/** pi, ln 2 */
export const PI: DD = [3.141592653589793, 1.2246467991473532e-16];
const LN2: DD = [0.6931471805599453, 2.3190468138462996e-17];

export const add = (a: DD, b: DD): DD => {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [u, v] = quickSum(s, e + t);
  return quickSum(u, v + f);
};

export const negate = (a: DD): DD => [-a[0], -a[1]];
export const subtract = (a: DD, b: DD): DD => add(a, negate(b));

export const multiply = (a: DD, b: DD): DD => {
  const [p, e] = twoProduct(a[0], b[0]);
  return quickSum(p, e + a[0] * b[1] + a[1] * b[0]);
};

export const divide = (a: DD, b: DD): DD => {
  const q1 = a[0] / b[0];
  let rest = subtract(a, multiply(b, dd(q1)));
  const q2 = rest[0] / b[0];
  rest = subtract(rest, multiply(b, dd(q2)));
  const q3 = rest[0] / b[0];
  return add(quickSum(q1, q2), dd(q3));
};

export const squareRoot = (a: DD): DD => {
  if (a[0] === 0) return ZERO;
  const x = dd(Math.sqrt(a[0]));
  return divide(add(x, divide(a, x)), dd(2));
};

/** exp(x) = 2^n exp(r)^256 with r = (x - n ln 2) / 256 by its Taylor series. */
export const exponential = (x: DD): DD => {
  const n = Math.round(x[0] / LN2[0]);
  const r = divide(subtract(x, multiply(dd(n), LN2)), dd(256));
  let term: DD = ONE;
  let sum: DD = ONE;
  for (let k = 1; k < 14; k++) {
    term = divide(multiply(term, r), dd(k));
    sum = add(sum, term);
  }
  for (let i = 0; i < 8; i++) sum = multiply(sum, sum);
  const half = Math.trunc(n / 2);
  const scale = (y: number): number => y * 2 ** half * 2 ** (n - half);
  return [scale(sum[0]), scale(sum[1])];
};

/** cos(x) and sin(x) for |x| <= 1 by their Taylor series. */
export const circle = (x: DD): { cos: DD; sin: DD } => {
  let term: DD = ONE;
  let cos: DD = ONE;
  let sin: DD = ZERO;
  for (let k = 1; k < 32; k++) {
    term = divide(multiply(term, x), dd(k));
    const signed = k % 4 < 2 ? term : negate(term);
    if (k % 2 === 1) sin = add(sin, signed);
    else cos = add(cos, k % 4 === 0 ? term : negate(term));
  }
  return { cos, sin };
};
