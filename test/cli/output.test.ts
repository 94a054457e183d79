import { afterEach, describe, expect, test, vi } from "vitest";
import { print } from "../../src/cli/output.js";
import { Untrustworthy } from "../../src/device/errors.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a number that is none", () => {
  test.each<[unknown, string]>([
    [{ order: 3, F: [1, NaN] }, "F[1]: NaN came out"],
    [[{ leads: { L: { I: [1], J: [2, 3, -Infinity] } } }], "[0].leads.L.J[2]: -Infinity came out"],
    [[1, 2, Infinity], "[2]: Infinity came out"],
    [NaN, "result: NaN came out"],
  ])("in %o is named by its path, and nothing is printed", (document, message) => {
    const write = vi.spyOn(process.stdout, "write");
    expect(() => print(document)).toThrow(Untrustworthy);
    expect(() => print(document)).toThrow(message);
    expect(write).not.toHaveBeenCalled();
  });
});
