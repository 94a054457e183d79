import type { Lead } from "../device/lead.js";
import { add, constant, exponential, multiply, reciprocal, scale, subtract, type Taylor } from "../numerics/taylor.js";

/** Fermi function of (x - mu)/T; `hole` gives 1 - f as f(-x), since the subtraction would lose small rates. */
export function fermi(lead: Lead, x: Taylor, hole = false): Taylor {
  const order = x.length - 1;
  const argument = scale((hole ? -1 : 1) / lead.T, subtract(x, constant(lead.mu, order)));
  if (argument[0]! > 0) {
    const e = exponential(scale(-1, argument));
    return multiply(e, reciprocal(add(constant(1, order), e)));
  }
  return reciprocal(add(constant(1, order), exponential(argument)));
}
