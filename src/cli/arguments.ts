import { InvalidArgumentError, Option } from "commander";

/** A parser for one number of an option; the message names what is allowed. */
function number(value: string, allowed: string, accept: (x: number) => boolean): number {
  const x = value.trim() === "" ? NaN : Number(value);
  if (!Number.isFinite(x) || !accept(x)) throw new InvalidArgumentError(`allowed: ${allowed}`);
  return x;
}

export const finite = (value: string): number => number(value, "a finite number", () => true);

export const positive = (value: string): number => number(value, "a finite number > 0", (x) => x > 0);

/** An integer from low to high. */
export const integer =
  (low: number, high = Number.MAX_SAFE_INTEGER) =>
  (value: string): number =>
    number(
      value,
      high === Number.MAX_SAFE_INTEGER ? `an integer >= ${low}` : `an integer from ${low} to ${high}`,
      (x) => Number.isInteger(x) && x >= low && x <= high,
    );

const LONGEST_RANGE = 1_000_000;

/** Numbers separated by commas, or a:b:n for n numbers from a to b. */
export function numbers(value: string): number[] {
  const range = value.split(":");
  if (range.length === 1) return value.split(",").map(finite);
  if (range.length !== 3) throw new InvalidArgumentError("allowed: numbers x,y,... or a range a:b:n");
  const [a, b] = [finite(range[0]!), finite(range[1]!)];
  const n = integer(2, LONGEST_RANGE)(range[2]!);
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? b : a + ((b - a) * i) / (n - 1)));
}

export const engineOption = (): Option =>
  new Option("--engine <name>", "what computes").choices(["wasm", "typescript"]).default("wasm");

export const toleranceOption = (): Option =>
  new Option("--tolerance <x>", "wanted error of the cycle integrals, relative to the scale of each order")
    .argParser((value) => number(value, "a number between 0 and 1", (x) => x > 0 && x < 1))
    .default(1e-10);
