// How much of a current lowest-order rates are wrong by where states come close, on closed forms.

import { describe, expect, test } from "vitest";
import { parseDevice } from "../../src/device/parse.js";
import type { DotsFile } from "../../src/device/parseDots.js";
import { presets } from "../../src/device/presets.js";
import { Motor } from "../../src/questions/motor.js";
import { warnings } from "../../src/master/warnings.js";
import { coherences } from "../../src/spectrum/coherence.js";
import silent from "../cases/02-coherence-silent.json" with { type: "json" };
import warned from "../cases/02-coherence-warned.json" with { type: "json" };

const GAMMA = 0.01;

/** Two dots in a row, never two electrons, infinite bias. */
const serial = (t: number, extra: Partial<DotsFile> = {}): DotsFile => ({
  ...(silent as unknown as DotsFile),
  hopping: [{ between: ["L", "R"], amplitude: t }],
  ...extra,
});

/** Gamma/3 of the rates over Gamma t^2 / (3 t^2 + Gamma^2/4), less one. */
const excess = (t: number): number => GAMMA ** 2 / (12 * t ** 2);

describe("two dots in a row at infinite bias", () => {
  test.each([0.1, 0.2, 0.3, 0.5, 1.001, 1.5, 2, 2.5, 2.8])(
    "t = %d Gamma: the estimate is the exact excess",
    (ratio) => {
      const t = ratio * GAMMA;
      const [worst] = coherences(parseDevice(serial(t)));
      expect(worst!.estimate / excess(t)).toBeCloseTo(1, 2);
      expect(worst!.together).toBe(worst!.estimate);
      expect(worst!.splitting).toBeCloseTo(2 * t, 12);
    },
  );

  test("it is the excess of the current that the package computes", () => {
    const t = 1.001 * GAMMA;
    const { leads } = new Motor(parseDevice(serial(t))).coefficients({ order: 0 });
    const exact = (GAMMA * t ** 2) / (3 * t ** 2 + GAMMA ** 2 / 4);
    expect(leads.R!.I[0]! / (2 * Math.PI) / exact - 1).toBeCloseTo(excess(t), 6);
  });

  test.each([3, 5, 10, 30])("t = %d Gamma: below 1%% of the current nothing is said", (ratio) => {
    expect(excess(ratio * GAMMA)).toBeLessThan(0.01);
    expect(coherences(parseDevice(serial(ratio * GAMMA)))).toEqual([]);
  });

  test("far below the rates, too: eight million times the current", () => {
    const [worst] = coherences(parseDevice(warned));
    expect(worst!.estimate / 8.33e6).toBeCloseTo(1, 2);
    expect(JSON.stringify(warnings(parseDevice(warned)))).toMatch(/a current is off by about 8\.3e\+6 times itself/);
  });

  test("in words: no spin where there is none, and the size", () => {
    const text = JSON.stringify(warnings(parseDevice(silent)));
    expect(text).toMatch(/two states \(1 electron\) come within 2\.0e-2 at theta = 0\.00, .* off by about 8\.3%/);
    expect(text).not.toMatch(/S_z/);
  });

  test("without bias it is told by what a bias would drive", () => {
    const leads = { L: { gamma: { L: GAMMA }, mu: 0, T: 1 }, R: { gamma: { R: GAMMA }, mu: 0, T: 1 } };
    for (const ratio of [0.3, 1, 2]) {
      const [worst] = coherences(parseDevice(serial(ratio * GAMMA, { leads })));
      expect(worst!.estimate / excess(ratio * GAMMA)).toBeGreaterThan(0.5);
      expect(worst!.estimate / excess(ratio * GAMMA)).toBeLessThan(2);
    }
    expect(coherences(parseDevice(serial(5 * GAMMA, { leads })))).toEqual([]);
  });

  test("electrons that do not interact: I = (Gamma/2) 4 t^2 / (4 t^2 + Gamma^2), for both spins together too", () => {
    // the rates give Gamma/2
    for (const ratio of [0.7, 1, 3]) {
      const t = ratio * GAMMA;
      const exact = GAMMA ** 2 / (4 * t ** 2);
      const spinless = coherences(parseDevice(serial(t, { coulomb: {} })));
      expect(spinless[0]!.estimate / exact).toBeCloseTo(1, 2);
      const spinful = coherences(
        parseDevice(serial(t, { spinless: false, coulomb: { intra: { L: 1e-3, R: 1.5e-3 } } })),
      );
      expect(spinful[0]!.together / exact).toBeGreaterThan(0.5);
      expect(spinful[0]!.together / exact).toBeLessThan(2);
    }
  });
});

test("the presets of the paper are not warned of", () => {
  for (const { device } of presets) expect(warnings(parseDevice(device))).toEqual([]);
});

test("a lead of one channel superposes what it reaches: the pair that rates by orbital leave alone is found", () => {
  const near: DotsFile = {
    model: "dots",
    spinless: true,
    orbitals: { A: { energy: { cos: [1] } }, B: { energy: { const: 0.04, cos: [1] } } },
    coulomb: { inter: [{ between: ["A", "B"], U: 50 }] },
    leads: {
      S: { channels: [{ A: 0.2, B: 0.2 }], mu: 4, T: 1 },
      D: { channels: [{ A: 0.2, B: -0.15 }], mu: -4, T: 1 },
    },
  };
  const [worst] = coherences(parseDevice(near));
  expect(worst!.splitting).toBeCloseTo(0.04, 10);
  expect(worst!.estimate).toBeGreaterThan(0.05);
  const leads = { S: { gamma: { A: 0.04, B: 0.04 }, mu: 4, T: 1 }, D: { gamma: { A: 0.04, B: 0.0225 }, mu: -4, T: 1 } };
  expect(coherences(parseDevice({ ...near, leads }))).toEqual([]);
  // what one lead superposes and the other does not notice changes no current
  const { S } = near.leads;
  expect(coherences(parseDevice({ ...near, leads: { S: S!, D: leads.D } }))).toEqual([]);
});
