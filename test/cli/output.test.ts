import { afterEach, describe, expect, test, vi } from "vitest";
import { printList } from "../../src/cli/list.js";
import { print } from "../../src/cli/output.js";
import { Untrustworthy } from "../../src/errors.js";

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

describe("a list", () => {
  const rows = [{ F: [1, 2.5], name: "a" }, { F: [], name: "b" }, 3];

  /** What a call writes to standard output. */
  async function written(call: () => void | Promise<void>, isTTY: boolean): Promise<string> {
    let text = "";
    vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((text += chunk.toString()), true));
    const before = process.stdout.isTTY;
    process.stdout.isTTY = isTTY;
    try {
      await call();
    } finally {
      process.stdout.isTTY = before;
      vi.restoreAllMocks();
    }
    return text;
  }

  test.each([false, true])("is printed as the whole would be, terminal: %s", async (isTTY) => {
    const whole = await written(() => print(rows.slice(0, 2)), isTTY);
    expect(await written(() => printList(2, (i) => rows[i]), isTTY)).toBe(whole);
  });

  test.each([false, true])("of results, which share what they carry, is too; terminal: %s", async (isTTY) => {
    const shared = { warnings: [{ code: "a", message: "b", list: [1, 2] }], made: { version: "1", device: { x: [] } } };
    const results = [
      { F: [1, 2], ...shared },
      { F: [], ...shared },
      { F: [3], warnings: [], made: shared.made },
    ];
    const whole = await written(() => print(results), isTTY);
    expect(await written(() => printList(3, (i) => results[i]), isTTY)).toBe(whole);
    expect(await written(() => printList(0, () => 0), isTTY)).toBe("[]\n");
  });

  test("waits for a reader that is slower", async () => {
    let chunks = 0;
    vi.spyOn(process.stdout, "write").mockImplementation(() => (chunks++, false));
    const done = printList(3, (i) => rows[i]);
    for (let i = 1; i <= 4; i++) {
      expect(chunks).toBe(i);
      process.stdout.emit("drain");
      await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
  });

  test("a NaN in its last element leaves standard output empty and is named with the element", async () => {
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const list = printList(3, (i) => ({ F: [i < 2 ? 0 : NaN] }));
    await expect(list).rejects.toThrow("[2].F[0]: NaN came out");
    expect(write).not.toHaveBeenCalled();
  });

  test("longer than what is kept", async () => {
    let text = "";
    vi.spyOn(process.stdout, "write").mockImplementation((chunk) => ((text += chunk.toString()), true));
    await printList(100_003, (i) => i);
    vi.restoreAllMocks();
    expect(JSON.parse(text)).toEqual(Array.from({ length: 100_003 }, (_, i) => i));
  });
});
