import { Untrustworthy } from "../device/errors.js";

/** Prints the one JSON document of a command: compact for programs, indented for eyes. */
export function print(document: unknown): void {
  const text = JSON.stringify(document, refuseNonFinite, process.stdout.isTTY ? 2 : 0);
  process.stdout.write(`${text}\n`);
}

/** JSON would turn NaN into null without a word. */
function refuseNonFinite(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Untrustworthy(
      `${key || "result"}: ${value} came out of the computation; the device is beyond double precision`,
    );
  }
  return value;
}
