// Logarithm, sine and cosine that are the same, to the last bit, in every host: of +, -, *, / and square roots alone, which
// the standard fixes. Math.log, Math.sin and Math.cos differ in the last bit between engines and their versions, and a seed
// would give another motion in every one of them.

const LN2_HIGH = 6.9314718036912381649e-1; // 33 bits: times an exponent it is exact
const LN2_LOW = 1.90821492927058770002e-10;

/** 2/3, 2/5, ..., 2/23 */
const ARTANH = Float64Array.from({ length: 11 }, (_, k) => 2 / (2 * k + 3));

const bits = new DataView(new ArrayBuffer(8));

/** What carries the high half of a double into its exponent where the mantissa is above sqrt(2), to 20 bits. */
const BEYOND_ROOT = 0x100000 - 0x6a09e;

/** 2^(1023 - e) by the exponent field e of a double. */
const UNSCALED = new Float64Array(2048);
for (let e = 1, power = 1 / 2.2250738585072014e-308; e < UNSCALED.length; e++, power /= 2) UNSCALED[e] = power;

/**
 * The natural logarithm of a normal positive double, error below 1 ulp.
 *
 * x = 2^n m with m between 1/sqrt(2) and sqrt(2); log m = 2 (s + s^3/3 + s^5/5 + ...) with s = (m - 1)/(m + 1), |s| < 0.172.
 */
export function logarithm(x: number): number {
  bits.setFloat64(0, x);
  const exponent = (bits.getUint32(0) + BEYOND_ROOT) >>> 20;
  const n = exponent - 1023;
  const m = x * UNSCALED[exponent]!; // exact, and quicker than to write an exponent and read it back
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const tail = z * polynomial(z, ARTANH); // 2 (s^2/3 + s^4/5 + ... + s^22/23)
  // m - 1 is exact, and 2 s = (m - 1) - s (m - 1)
  const f = m - 1;
  return n * LN2_HIGH + (f - (s * (f - tail) - n * LN2_LOW));
}

// pi/2 in three parts: the first two have 33 bits, so that their products with a quadrant are exact
const HALF_PI_HIGH = 1.57079632673412561417;
const HALF_PI_MIDDLE = 6.0771005063039659766e-11;
const HALF_PI_LOW = 2.02226624879595063154e-21;

/** -1/3!, 1/5!, ..., 1/17!, and 1/4!, -1/6!, ..., 1/18! */
const SINE = Float64Array.from({ length: 8 }, (_, k) => signedInverseFactorial(k + 1, 2 * k + 3));
const COSINE = Float64Array.from({ length: 8 }, (_, k) => signedInverseFactorial(k, 2 * k + 4));

function signedInverseFactorial(sign: number, n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return (sign % 2 === 0 ? 1 : -1) / product;
}

/** sum_k c_k x^k */
function polynomial(x: number, c: Float64Array): number {
  let sum = 0;
  for (let k = c.length - 1; k >= 0; k--) sum = sum * x + c[k]!;
  return sum;
}

/** Beyond, a quadrant has more bits than the parts of pi/2 leave room for. */
export const LARGEST_ANGLE = 1e6;

/**
 * sin(h x) and cos(h x) for |x| up to LARGEST_ANGLE and integral h up to its size, each within 1 ulp of 1 where h is 1.
 * Whole quadrants are taken out before x is multiplied: a large angle costs the harmonics no digits beyond its own.
 */
export function sineAndCosine(x: number, h = 1): { sine: number; cosine: number } {
  let quadrant = quadrantOf(x);
  let r = within(x, quadrant);
  if (h !== 1) {
    const more = quadrantOf(h * r);
    r = within(h * r, more);
    quadrant = (h % 4) * (quadrant % 4) + more;
  }
  const z = r * r;
  // |r| <= pi/4: Taylor's series, to r^17 and r^18
  const sine = r + r * (z * polynomial(z, SINE));
  const cosine = 1 - z * (0.5 - z * polynomial(z, COSINE));
  switch (((quadrant % 4) + 4) % 4) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: -sine };
    case 2:
      return { sine: -sine, cosine: -cosine };
    default:
      return { sine: -cosine, cosine: sine };
  }
}

const quadrantOf = (x: number): number => Math.round(x / (Math.PI / 2));

/** x less so many quadrants. */
const within = (x: number, quadrant: number): number =>
  x - quadrant * HALF_PI_HIGH - quadrant * HALF_PI_MIDDLE - quadrant * HALF_PI_LOW;
