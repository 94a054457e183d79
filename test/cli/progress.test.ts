import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { withProgress } from "../../src/cli/progress.js";
import { pause } from "../../src/pause.js";

const CLI = fileURLToPath(new URL("../../build/cli.js", import.meta.url));
const ENDLESS = "langevin fig2c --inertia 2e5 --omega0 0.006 --time 1e8".split(" ");
const ESCAPE = String.fromCharCode(27);

afterEach(() => vi.restoreAllMocks());

/** Runs work whose clock the test moves, on a standard error that is a terminal or none; what was written there. */
async function written(
  isTTY: boolean,
  seconds: readonly number[],
  end?: Error,
): Promise<{ at: number; text: string }[]> {
  const { stderr } = process;
  const before = Object.getOwnPropertyDescriptor(stderr, "isTTY");
  Object.defineProperty(stderr, "isTTY", { value: isTTY, configurable: true });
  const begun = performance.now();
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => begun + 1000 * now);
  const out: { at: number; text: string }[] = [];
  vi.spyOn(stderr, "write").mockImplementation((text) => (out.push({ at: now, text: String(text) }), true));
  const work = withProgress("turning", (progress) => {
    seconds.forEach((second, i) => {
      now = second;
      if (i % 2 === 0) progress(second / 100);
      else pause(); // work that cannot tell how much is done keeps it alive all the same
    });
    if (end) throw end;
    return "done";
  });
  if (end) await expect(work).rejects.toBe(end);
  else expect(await work).toBe("done");
  vi.restoreAllMocks();
  if (before) Object.defineProperty(stderr, "isTTY", before);
  else delete (stderr as { isTTY?: boolean }).isTTY;
  return out;
}

const tenths = (seconds: number): number[] => Array.from({ length: 10 * seconds + 1 }, (_, i) => i / 10);

describe("progress", () => {
  test.each([true, false])("quick work says nothing, terminal: %s", async (isTTY) => {
    expect(await written(isTTY, tenths(1.9))).toEqual([]);
  });

  test("where there is no terminal: a line after two seconds, then never silence over ten nor noise", async () => {
    const lines = await written(false, tenths(60));
    expect(lines[0]!.at).toBeCloseTo(2, 0);
    expect(lines[0]!.text).toBe("quantum-motor: turning: 2% after 2 s\n");
    lines.slice(1).forEach(({ at, text }, i) => {
      expect(at - lines[i]!.at).toBeGreaterThan(8);
      expect(at - lines[i]!.at).toBeLessThan(10);
      expect(text).toMatch(/^quantum-motor: turning: \d+% after \d+ s\n$/);
    });
    expect(lines.length).toBeGreaterThan(6);
  });

  test.each([undefined, new Error("no")])(
    "a bar on a terminal, cleared at the end, whatever the end: %s",
    async (end) => {
      const out = await written(true, tenths(4), end);
      expect(out[0]!.at).toBeCloseTo(2, 0);
      const text = out.map((each) => each.text).join("");
      expect(text).toContain("% | turning, 3 s");
      // neither cursor nor line wrap are touched: whatever ends the program, there is nothing to restore
      expect(text).not.toContain(`${ESCAPE}[?25l`);
      expect(text).not.toContain(`${ESCAPE}[?7l`);
      expect(out.at(-1)!.text).toMatch(/^.\[2K$|^.\[1G$/);
    },
  );
});

describe("long work is stopped by a signal", () => {
  test("where there is no terminal: by default, as any program is", async () => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    const ends = signals.map((signal) => {
      const child = spawn(process.execPath, [CLI, ...ENDLESS]);
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => {
        stderr += chunk.toString();
        child.kill(signal); // once it has said that it is at work
      });
      return new Promise((resolve) => child.on("close", (code, by) => resolve({ code, by, stderr })));
    });
    for (const [i, end] of (await Promise.all(ends)).entries()) {
      expect(end).toEqual({
        ...{ code: null, by: signals[i] },
        stderr: expect.stringMatching(/^quantum-motor: rotors turning: 0% after \d+ s\n$/) as string,
      });
    }
  });

  const hasScript = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;
  test.runIf(hasScript)("Ctrl-C on a terminal: exit 130, cursor and line wrap as they were", async () => {
    const child = spawn("script", ["-qec", `exec "${process.execPath}" "${CLI}" ${ENDLESS.join(" ")}`, "/dev/null"]);
    let text = "";
    const ended = new Promise((resolve) => child.on("close", resolve));
    let struck = false;
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (struck || !text.includes("rotors turning")) return;
      struck = true;
      child.stdin.write(String.fromCharCode(3));
    });
    expect(await ended).toBe(130);
    expect(struck).toBe(true);
    expect(text).not.toContain(`${ESCAPE}[?25l`);
    expect(text).not.toContain(`${ESCAPE}[?7l`);
  });
});
