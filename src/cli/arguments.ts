import { InvalidArgumentError, Option } from "commander";
import { refuse } from "../device/errors.js";
import { ANGLE, LARGEST_ANGLE } from "../device/angle.js";
import type { VelocityRange } from "../motor/cycle/velocityCurve.js";

/** A parser for one number of an option; the message names what is allowed. */
function number(value: string, allowed: string, accept: (x: number) => boolean): number {
  const x = value.trim() === "" ? NaN : Number(value);
  if (!Number.isFinite(x) || !accept(x)) throw new InvalidArgumentError(`allowed: ${allowed}`);
  return x;
}

/** Loads, velocities, inertias and times beyond this, or below its inverse, are far from the scales of any device. */
const LARGEST = 1e30;
const SMALLEST = 1e-30;
const FINITE = "a finite number";
const SIZE = `${FINITE} of at most ${LARGEST} in size`;

/** What to say of a number: its size only where that is wrong. */
const allowedOf = (value: string): string => (Number.isFinite(Number(value)) && value.trim() !== "" ? SIZE : FINITE);

const isModerate = (x: number): boolean => Math.abs(x) <= LARGEST;

export const finite = (value: string): number => number(value, allowedOf(value), isModerate);

const isAngle = (x: number): boolean => Math.abs(x) <= LARGEST_ANGLE;

export const angle = (value: string): number => number(value, ANGLE, isAngle);

export const positive = (value: string): number => {
  const x = number(value, `${FINITE} > 0`, (x) => x > 0);
  return number(value, `${FINITE} from ${SMALLEST} to ${LARGEST}`, () => x >= SMALLEST && x <= LARGEST);
};

/** An integer from low to high. */
export const integer =
  (low: number, high = Number.MAX_SAFE_INTEGER) =>
  (value: string): number =>
    number(
      value,
      high === Number.MAX_SAFE_INTEGER ? `an integer >= ${low}` : `an integer from ${low} to ${high}`,
      (x) => Number.isInteger(x) && x >= low && x <= high,
    );

/** An integer from low to high, or "exact". */
export const orderOrExact =
  (low: number, high: number) =>
  (value: string): number | "exact" =>
    value === "exact"
      ? value
      : number(
          value,
          `an integer from ${low} to ${high}, or exact`,
          (x) => Number.isInteger(x) && x >= low && x <= high,
        );

const LONGEST_RANGE = 1_000_000;

/** Numbers separated by commas, or a:b:n for n numbers from a to b. */
export const numbers = (value: string): number[] => list(value, allowedOf, isModerate);

/** The same for angles. */
export const angles = (value: string): number[] => list(value, () => ANGLE, isAngle);

function list(value: string, allowed: (part: string) => string, accept: (x: number) => boolean): number[] {
  const range = value.split(":");
  if (range.length === 1) {
    const items = value.split(",");
    const place = (i: number): string => (items.length === 1 ? "" : ` as number ${i + 1} of the list`);
    return items.map((x, i) => number(x, `${allowed(x)}${place(i)}`, accept));
  }
  if (range.length !== 3) throw new InvalidArgumentError("allowed: numbers x,y,... or a range a:b:n");
  const end = (i: number): number => number(range[i]!, `${allowed(range[i]!)} as ${"ab"[i]!} of a:b:n`, accept);
  const [a, b] = [end(0), end(1)];
  const count = `an integer from 2 to ${LONGEST_RANGE} as n of a:b:n`;
  const n = number(range[2]!, count, (x) => Number.isInteger(x) && x >= 2 && x <= LONGEST_RANGE);
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? b : a + ((b - a) * i) / (n - 1)));
}

export const fromOption = (): Option =>
  new Option("--from <omega>", "with --order exact, the lowest velocity looked at; default -10 Omega_max").argParser(
    finite,
  );

export const toOption = (): Option =>
  new Option("--to <omega>", "with --order exact, the highest velocity looked at; default 10 Omega_max").argParser(
    finite,
  );

/** The range of velocities that the options give; without --order exact there is none. */
export function velocityRange({ order, from, to }: { order: number | "exact" } & VelocityRange): VelocityRange {
  const given = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  for (const [name, value] of Object.entries(given)) {
    if (order !== "exact") refuse(`--${name}`, value, "only with --order exact");
  }
  return given;
}

export const engineOption = (): Option =>
  new Option("--engine <name>", "what computes").choices(["wasm", "typescript"]).default("wasm");

export const toleranceOption = (): Option =>
  new Option("--tolerance <x>", "wanted error of the cycle integrals, relative to the scale of each order")
    .argParser((value) => number(value, "a number between 0 and 1", (x) => x > 0 && x < 1))
    .default(1e-10);

// what several commands ask of a motion

export const inertiaOption = (): Option =>
  new Option("--inertia <I>", "moment of inertia, in hbar^2 / k_B T_0").argParser(positive).makeOptionMandatory();

export const loadOption = (): Option => new Option("--load <C>", "C_ext = 2 pi F_ext").argParser(finite);

export const loadRatioOption = (): Option =>
  new Option("--load-ratio <x>", "the load in units of C_F(0)").argParser(finite);

export const omega0Option = (): Option =>
  new Option("--omega0 <w>", "initial velocity").argParser(finite).makeOptionMandatory();

export const theta0Option = (): Option =>
  new Option("--theta0 <t>", "initial angle, in radians").argParser(angle).default(0);
