import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DoubleDotRotor } from "../../src/device/doubleDot.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import type { Fluxes } from "../../src/electrons/fluxes.js";
import type { MasterEngine } from "../../src/master/create.js";
import { ReferenceEngine } from "../../src/reference/referenceEngine.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { energyBalance } from "../../src/motor/cycle/accuracy.js";
import { difference, enginesOf } from "../compare.js";
import { moderateDevice } from "../randomDevice.js";
import { biases } from "../../src/device/description.js";

const SEED = 20261124;
const ORDER = 4;
const NODES = 48;

/** Runs a law on random devices, both engines, the seed in the title. */
function law(
  title: string,
  check: (device: DoubleDotRotor, engine: MasterEngine, make: (device: DoubleDotRotor) => MasterEngine) => void,
  runs = 12,
) {
  const makers: [string, (device: DoubleDotRotor) => MasterEngine][] = [
    ["wasm-simd", (device) => new WasmEngine(device, undefined, "simd")],
    ["wasm", (device) => new WasmEngine(device, undefined, "scalar")],
    ["typescript", (device) => new ReferenceEngine(device)],
  ];
  test.each(makers)(`%s: ${title} (seed ${SEED})`, (_, make) => {
    fc.assert(
      fc.property(fc.oneof(moderateDevice("unpolarised"), moderateDevice("polarised")), (device) =>
        check(device, make(device), make),
      ),
      { seed: SEED, numRuns: runs },
    );
  });
}

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

const total = ({ leads }: Fluxes, which: "I" | "J", k: number): number =>
  sum(Object.values(leads).map((lead) => lead[which][k]!));

function scaleOf(engine: MasterEngine): number[] {
  return engine.integrate(ORDER, NODES, 0.5).largest;
}

/** A device with some of its numbers changed. */
function changed(device: DoubleDotRotor, change: Partial<DoubleDotRotor>): DoubleDotRotor {
  return { ...device, ...change };
}

describe("conservation", () => {
  law("probability: p(0) sums to 1, every correction to 0, p(0) is not negative", (_, engine) => {
    for (const theta of [0.1, 2.2, 5]) {
      const { p } = engine.frozen(theta, ORDER);
      p.forEach((pk, k) => {
        const size = Math.max(1, ...pk.map(Math.abs));
        expect(Math.abs(sum(pk) - (k === 0 ? 1 : 0))).toBeLessThan(1e-12 * size);
      });
      expect(Math.min(...p[0]!)).toBeGreaterThan(-1e-15);
    }
  });

  law("charge over the cycle: sum_r C_I,r(k) = 0", (_, engine) => {
    const { integrals } = engine.integrate(ORDER, 256, 0);
    const scale = scaleOf(engine);
    for (let k = 0; k <= ORDER; k++) {
      expect(Math.abs(total(integrals, "I", k))).toBeLessThan(1e-9 * 2 * Math.PI * scale[k]!);
    }
  });

  law("energy over the cycle, order by order: Eq. 71", (device, engine) => {
    const { integrals } = engine.integrate(ORDER, 256, 0);
    const scale = scaleOf(engine);
    energyBalance(biases(device), integrals).forEach((residual, k) => {
      const size = 2 * Math.PI * Math.max(scale[k]!, scale[k - 1] ?? 0);
      expect(Math.abs(residual)).toBeLessThan(1e-9 * size);
    });
  });

  law("energy and charge at every angle: Eq. 54, the derivatives by differences", (device, engine) => {
    const theta = 1.3;
    const h = 2e-3 / device.orbitRadius;
    const stencil = [-2, -1, 1, 2].map((i) => engine.frozen(theta + i * h, ORDER));
    const derivative = (f: (point: (typeof stencil)[number]) => number): number => {
      const [a, b, c, d] = stencil.map(f) as [number, number, number, number];
      return (a - 8 * b + 8 * c - d) / (12 * h);
    };
    const point = engine.frozen(theta, ORDER);
    const scale = scaleOf(engine);
    const electrons = [0, 1, 1, 1, 1, 2, 2, 2, 2];
    for (let k = 1; k <= ORDER; k++) {
      const stored = derivative(({ energies, p }) => sum(energies.map((E, i) => E * p[k - 1]![i]!)));
      const carried = sum(device.leads.map(({ name, mu }) => mu * point.leads[name]!.I[k]!));
      const size = Math.max(scale[k]!, scale[k - 1]!, Math.abs(stored));
      expect(Math.abs(total(point, "J", k) + stored + point.F[k - 1]! + carried)).toBeLessThan(1e-7 * size);

      const charge = derivative(({ p }) => sum(electrons.map((n, i) => n * p[k - 1]![i]!)));
      expect(Math.abs(total(point, "I", k) + charge)).toBeLessThan(1e-7 * size);
    }
  });
});

describe("equilibrium", () => {
  const devices = [paperDevice({ orbitRadius: 10 }), { ...paperDevice({ orbitRadius: 25 }), tc: 3, U: 7 }].map(
    parseDevice,
  );

  test.each(devices.flatMap((device) => enginesOf(device).map(([name, engine]) => ({ name, engine, device }))))(
    "$name: grand-canonical occupations, no currents, a conservative torque, positive friction",
    ({ engine }) => {
      for (const theta of [0, 1, 2.5, 4, 5.9]) {
        const { energies, p, leads } = engine.frozen(theta, 1);
        const lowest = Math.min(...energies);
        const boltzmann = energies.map((E) => Math.exp(lowest - E)); // mu = 0, T = 1
        const Z = sum(boltzmann);
        p[0]!.forEach((x, i) => expect(x).toBeCloseTo(boltzmann[i]! / Z, 13));
        for (const { I, J } of Object.values(leads)) {
          expect(Math.abs(I[0]!)).toBeLessThan(1e-14);
          expect(Math.abs(J[0]!)).toBeLessThan(1e-13);
        }
      }
      const { integrals, largest } = engine.integrate(1, 512, 0);
      expect(Math.abs(integrals.F[0]!)).toBeLessThan(1e-12 * largest[0]!);
      expect(integrals.F[1]!).toBeLessThan(0);
    },
  );

  test.each(["wasm", "typescript"] as const)("%s: Onsager at every angle, dF/dV = -(I_L(1) - I_R(1))/2", (name) => {
    const at = (V: number): MasterEngine => {
      const device = parseDevice(paperDevice({ orbitRadius: 10, V }));
      return name === "wasm" ? new WasmEngine(device) : new ReferenceEngine(device);
    };
    const h = 2e-3;
    const [minus, zero, plus] = [at(-h), at(0), at(h)];
    for (const theta of [0.3, 1.9, 3.3, 4.4]) {
      const slope = (plus.frozen(theta, 0).F[0]! - minus.frozen(theta, 0).F[0]!) / (2 * h);
      const { leads } = zero.frozen(theta, 1);
      expect(slope).toBeCloseTo(-(leads.L!.I[1]! - leads.R!.I[1]!) / 2, 5);
    }
  });
});

describe("symmetry", () => {
  law("shifting onsite energies and electrochemical potentials together changes nothing", (device, engine, make) => {
    const shift = 3.7;
    const shifted = changed(device, {
      epsilonBar: { L: device.epsilonBar.L + shift, R: device.epsilonBar.R + shift },
      leads: device.leads.map((lead) => ({ ...lead, mu: lead.mu + shift })) as unknown as DoubleDotRotor["leads"],
    });
    const a = engine.integrate(ORDER, NODES, 0);
    const b = make(shifted).integrate(ORDER, NODES, 0);
    expect(difference(a.integrals, b.integrals, scaleOf(engine))).toBeLessThan(1e-10);
  });

  law("energies, temperatures and rates times s: F s^(1-k), I s^(1-k), J s^(2-k)", (device, engine, make) => {
    const s = 2.5;
    const scaled = changed(device, {
      epsilonBar: { L: s * device.epsilonBar.L, R: s * device.epsilonBar.R },
      orbitRadius: s * device.orbitRadius,
      U: s * device.U,
      tc: s * device.tc,
      leads: device.leads.map(({ name, gamma, mu, T }) => ({
        name,
        gamma: { up: s * gamma.up, down: s * gamma.down },
        mu: s * mu,
        T: s * T,
      })) as unknown as DoubleDotRotor["leads"],
    });
    const { integrals } = make(scaled).integrate(ORDER, NODES, 0);
    const back: Fluxes = {
      F: integrals.F.map((x, k) => x * s ** (k - 1)),
      leads: Object.fromEntries(
        Object.entries(integrals.leads).map(([name, { I, J }]) => [
          name,
          { I: I.map((x, k) => x * s ** (k - 1)), J: J.map((x, k) => x * s ** (k - 2)) },
        ]),
      ),
    };
    expect(difference(engine.integrate(ORDER, NODES, 0).integrals, back, scaleOf(engine))).toBeLessThan(1e-10);
  });

  law("all rates times a: order k of the torque times a^-k", (device, engine, make) => {
    const a = 0.37;
    const slower = changed(device, {
      leads: device.leads.map((lead) => ({
        ...lead,
        gamma: { up: a * lead.gamma.up, down: a * lead.gamma.down },
      })) as unknown as DoubleDotRotor["leads"],
    });
    const fast = engine.integrate(ORDER, NODES, 0).integrals.F;
    const slow = make(slower).integrate(ORDER, NODES, 0).integrals.F;
    const scale = scaleOf(engine);
    fast.forEach((x, k) => expect(Math.abs(x - slow[k]! * a ** k)).toBeLessThan(1e-10 * scale[k]!));
  });

  law("swapping the spins changes nothing", (device, engine, make) => {
    const swapped = changed(device, {
      leads: device.leads.map((lead) => ({
        ...lead,
        gamma: { up: lead.gamma.down, down: lead.gamma.up },
      })) as unknown as DoubleDotRotor["leads"],
    });
    const a = engine.integrate(ORDER, NODES, 0).integrals;
    expect(difference(a, make(swapped).integrate(ORDER, NODES, 0).integrals, scaleOf(engine))).toBeLessThan(1e-10);
  });

  law(
    "swapping left and right turns the orbit: F(k) (-1)^(k+1), currents (-1)^k with leads swapped",
    (device, engine, make) => {
      const [L, R] = device.leads;
      const mirrored = changed(device, {
        epsilonBar: { L: device.epsilonBar.R, R: device.epsilonBar.L },
        leads: [
          { ...R, name: "L" },
          { ...L, name: "R" },
        ],
      });
      const { F, leads } = make(mirrored).integrate(ORDER, NODES, 0).integrals;
      const sign = (x: number, k: number): number => (k % 2 === 0 ? x : -x);
      const back: Fluxes = {
        F: F.map((x, k) => -sign(x, k)),
        leads: {
          L: { I: leads.R!.I.map(sign), J: leads.R!.J.map(sign) },
          R: { I: leads.L!.I.map(sign), J: leads.L!.J.map(sign) },
        },
      };
      // the mirrored grid is the same one: theta -> pi/2 - theta maps multiples of 2 pi / 48 onto themselves
      expect(difference(engine.integrate(ORDER, NODES, 0).integrals, back, scaleOf(engine))).toBeLessThan(1e-10);
    },
  );

  test("parity in the bias (Eq. 69)", () => {
    for (const V of [2, 15.42]) {
      const [plus, minus] = [V, -V].map((bias) => {
        const engine = new WasmEngine(parseDevice(paperDevice({ orbitRadius: 10, V: bias })));
        return engine.integrate(ORDER, 256, 0).integrals.F;
      }) as [number[], number[]];
      plus.forEach((x, k) => expect(minus[k]! / ((-1) ** (k + 1) * x)).toBeCloseTo(1, 9));
    }
  });
});

describe("state spaces", () => {
  test(`nine states and the spin-symmetric sector give the same (seed ${SEED})`, () => {
    fc.assert(
      fc.property(moderateDevice("unpolarised"), (device) => {
        const four = new WasmEngine(device).integrate(ORDER, NODES, 0);
        const nine = new WasmEngine(device, "spin-resolved").integrate(ORDER, NODES, 0);
        const scale = four.largest;
        expect(difference(four.integrals, nine.integrals, scale)).toBeLessThan(1e-12);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test("the sector is refused where the leads are polarised", () => {
    const device = paperDevice({ orbitRadius: 10 });
    device.leads.L.gamma = { up: 0.1, down: 0.4 };
    expect(() => new WasmEngine(parseDevice(device), "spin-symmetric")).toThrow(
      /^states: got "spin-symmetric", allowed: spin-resolved/,
    );
  });
});
