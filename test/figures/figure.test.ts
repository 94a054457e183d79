import { expect, test } from "vitest";
import { roundsTo } from "../../src/figures/figure.js";

test("a number is compared at the precision of the print", () => {
  expect(roundsTo(-7.41, "-7.4")).toBe(true);
  expect(roundsTo(-7.46, "-7.4")).toBe(false);
  expect(roundsTo(2.03, "2")).toBe(true);
  expect(roundsTo(3.38, "2")).toBe(false);
  expect(roundsTo(2.03, "2.0")).toBe(true);
  expect(roundsTo(2.06, "2.0")).toBe(false);
});
