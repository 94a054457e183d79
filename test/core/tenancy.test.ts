// Many computations share one memory a purpose. Whatever comes in between, and whatever goes wrong there, each must give
// what it gives alone, bit for bit.

import { describe, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import type { Device } from "../../src/device/device.js";
import { Untrustworthy } from "../../src/errors.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { batchCoefficients, numbersOf } from "../../src/master/batch.js";
import { createEngine } from "../../src/master/create.js";
import type { CoupledRotor } from "../../src/electrons/engine.js";
import type { MasterEngine } from "../../src/master/create.js";
import type { Ensemble, EnsembleOptions, SeriesRotor } from "../../src/mechanics/mechanics.js";
import { type Purpose, sharedCore } from "../../src/core/sharedCore.js";
import { WasmEngine } from "../../src/master/wasmEngine.js";
import { ensembleMotion } from "../../src/motor/noise/ensemble.js";
import { readWith } from "../../src/master/masterEquation.js";

/** A computation in several steps, each of which gives numbers. */
type Actor = () => unknown;

const STEPS = 3;
const POINTS = 256;
const PANELS = Float64Array.from({ length: 19 }, (_, i) => (2 * Math.PI * i) / 18);

const double = (V: number, radius = 10): Device => parseDevice(paperDevice({ orbitRadius: radius, V }));
const dots = (V: number): Device => parseDevice(asDots(parseDevice(paperDevice({ orbitRadius: 5, V }))));

/** Makes a fresh computation of each kind on a device; the n-th step depends on all before. */
const KINDS: Record<string, (device: Device) => Actor> = {
  frozen: (device) => counted((engine, n) => engine.frozen(1 + n, n), device),
  field: (device) => counted((engine, n) => engine.field(n, 64 << n).rows, device),
  integrate: (device) => counted((engine, n) => engine.integrate(3 - n, 40 + n, 0.5), device),
  relaxation: (device) => counted((engine, n) => engine.relaxation(16 + n), device),
  periodic: (device) => counted((engine, n) => engine.periodic([0.01 * (n + 1), -0.02], PANELS), device),
  list: (device) =>
    device.model === "dots"
      ? counted((engine, n) => engine.frozen(n, 2), device)
      : counted((_, n) => batchCoefficients(Float64Array.from(numbersOf(device)), { order: n }), device),
  tabulated: (device) => {
    const at = new WasmEngine(device).tabulated(POINTS);
    return counted((_, n) => at(0.3 + n), device);
  },
  rotor: (device) => {
    const engine = new WasmEngine(device);
    const brake = { friction: 0.1, profile: [0.1, 0, -0.1, 0, 0.1, 0] };
    return moving(engine.mechanics.rotor(engine.field(3, POINTS, { noise: false }), brake));
  },
  coupled: (device) => moving(new WasmEngine(device).together(POINTS)),
  langevin: (device) => wandering(langevin(new WasmEngine(device), 2)),
  hopping: (device) => wandering(new WasmEngine(device).hopping(POINTS, ENSEMBLE)),
};

const langevin = (engine: MasterEngine, order: number, options = ENSEMBLE): Ensemble =>
  engine.mechanics.ensemble(engine.field(order, POINTS), options);

const ENSEMBLE: EnsembleOptions = {
  ...{ count: 3, seed: 5, theta0: 1, omega0: 0.01, inertia: 1e3, externalTorque: 0.3, step: 0.7 },
  ...{ lower: -Infinity, upper: Infinity },
};

function counted(step: (engine: WasmEngine, n: number) => unknown, device: Device): Actor {
  const engine = new WasmEngine(device);
  let n = 0;
  return () => {
    const result = structuredClone(step(engine, n));
    n++;
    return result;
  };
}

function moving(rotor: CoupledRotor | SeriesRotor): Actor {
  const limits = { tolerance: 1e-7, velocityScale: 0.05, velocityLimit: 1, turns: 3, maximalSteps: 1e5 };
  let placed = false;
  return () => {
    // the second call swings, so that turning points are part of the state
    if (!placed) rotor.place(-1, 0.02, 2e5, 0.4);
    placed = true;
    const outcome = rotor.revolve(limits);
    const { theta, omega, time, steps, turningPoints, velocityRange } = rotor;
    const electrons = "p" in rotor ? { p: [...rotor.p], transferred: rotor.transferred } : {};
    return { outcome, theta, omega, time, steps, turningPoints, velocityRange, ...electrons };
  };
}

function wandering(ensemble: Ensemble): Actor {
  let n = 0;
  return () => {
    ensemble.advance([40, 111, 140][n]!);
    n++;
    return { time: ensemble.time, theta: [...ensemble.theta], omega: [...ensemble.omega] };
  };
}

const run = (actor: Actor): unknown[] => Array.from({ length: STEPS }, actor);

const kinds = Object.keys(KINDS);
const devices: [string, Device, Device][] = [
  ["double dots", double(15.42), double(4, 7)],
  ["dots", dots(15.42), double(4, 7)],
  ["double dots and dots", double(15.42), dots(4)],
];

describe.each(devices)("%s", (_, first, second) => {
  test.each(kinds)("%s: any other computation in between changes nothing", (kind) => {
    const alone = run(KINDS[kind]!(first));
    for (const other of kinds) {
      const [a, b] = [KINDS[kind]!(first), KINDS[other]!(second)];
      const expected = run(KINDS[other]!(second));
      const results = Array.from({ length: STEPS }, () => [a(), b()]);
      expect(
        results.map(([x]) => x),
        `${kind} beside ${other}`,
      ).toEqual(alone);
      expect(
        results.map(([, y]) => y),
        `${other} beside ${kind}`,
      ).toEqual(expected);
    }
  });
});

const PURPOSES: readonly Purpose[] = [
  ...(["device", "periodic", "together", "hopping", "grid", "list", "rotor", "ensemble"] as const),
];

type Functions = Record<string, (...given: unknown[]) => unknown>;

// simd is what a host with vectors takes, and Node has them
const cores = PURPOSES.map(
  (purpose) =>
    sharedCore("simd", purpose).use(
      {},
      () => undefined,
      (core) => core,
    ) as unknown as Functions,
);

interface Place {
  core: Functions;
  name: string;
}

/** Runs work with functions of the cores replaced. */
function replacing<Result>(places: readonly (Place & { by: Functions[string] })[], work: () => Result): Result {
  const intact = places.map(({ core, name }) => core[name]!);
  try {
    for (const { core, name, by } of places) core[name] = by;
    return work();
  } finally {
    places.forEach(({ core, name }, i) => (core[name] = intact[i]!));
  }
}

/** The functions of the cores that work calls: lay-outs, tables, evaluations. */
function called(work: () => unknown): Place[] {
  const seen: Place[] = [];
  const places = cores.flatMap((core) =>
    Object.keys(core)
      .filter((name) => typeof core[name] === "function")
      .map((name) => {
        const place = { core, name };
        const intact = core[name]!;
        const by = (...given: unknown[]): unknown => {
          if (!seen.includes(place)) seen.push(place);
          return intact(...given);
        };
        return { ...place, by };
      }),
  );
  replacing(places, work);
  return seen;
}

const fail = (): never => {
  throw new Error("injected");
};

// the browser's cores are frozen objects: nothing can be injected there
describe.runIf(!Object.isFrozen(cores[0]))("a failure in any function of the core", () => {
  test.each(kinds)("%s: leaves the others as they were, and so itself", (other) => {
    const [first, second] = [double(15.42), double(4, 7)];
    const expected = run(KINDS[other]!(second));
    for (const kind of kinds) {
      const alone = run(KINDS[kind]!(first));
      const between = (): [Actor, Actor, unknown[], unknown] => {
        const [a, b] = [KINDS[kind]!(first), KINDS[other]!(second)];
        const before = a();
        const begun = b();
        return [a, b, [before, a()], begun];
      };
      const [, next] = between();
      const functions = called(next);
      expect(functions.length).toBeGreaterThan(0);
      for (const place of functions) {
        const [a, b, results, begun] = between();
        const failing = (): unknown => replacing([{ ...place, by: fail }], b);
        expect(failing, place.name).toThrow("injected");
        results.push(a());
        expect(results, `${kind}, ${place.name} failing in ${other}`).toEqual(alone);
        expect([begun, b(), b()], `${other} after its ${place.name} failed`).toEqual(expected);
      }
    }
  });
});

/** Levels that hopping mixes cross at pi/2: no table over the angle can be filled. */
const crossing = parseDevice({
  model: "dots",
  spinless: true,
  orbitals: { L: { energy: { const: 0, cos: [1] } }, R: { energy: 0 } },
  hopping: [{ between: ["L", "R"], amplitude: { const: 0.5, cos: [0, 0.5] } }],
  leads: { l: { gamma: { L: 0.1, R: 0.05 }, mu: 0, T: 1 }, r: { gamma: { R: 0.2 }, mu: 0, T: 1 } },
});

const MOTION = { theta0: 0, trajectories: 3, samples: 1, seed: 1, order: 3, exact: false };

describe("a device that has no answer", () => {
  test("leaves an ensemble alone", () => {
    const motion = { count: 4, seed: 1, inertia: 2e5, externalTorque: 0.9, theta0: 0, omega0: 0.006, step: 4 };
    const start = (): Ensemble => langevin(new WasmEngine(double(15.42)), 3, { ...motion, lower: -1, upper: 1 });
    const [alone, disturbed] = [start(), start()];
    for (const ensemble of [alone, disturbed]) ensemble.advance(1000);
    const engine = createEngine(crossing, "wasm");
    const options = { ...MOTION, inertia: 100, load: 0, omega0: 0.01, time: 10 };
    expect(() => ensembleMotion(readWith(crossing, engine), options)).toThrow(Untrustworthy);
    expect(() => {
      langevin(engine, 1).advance(10);
    }).toThrow(Untrustworthy);
    for (const ensemble of [alone, disturbed]) ensemble.advance(2000);
    expect([...disturbed.omega]).toEqual([...alone.omega]);
    expect([...disturbed.theta]).toEqual([...alone.theta]);
  });

  test.each(kinds)("leaves every other computation alone: %s", (kind) => {
    const alone = run(KINDS[kind]!(double(15.42)));
    for (const other of kinds) {
      const a = KINDS[kind]!(double(15.42));
      const results = Array.from({ length: STEPS }, (_, n) => {
        const result = a();
        try {
          const b = KINDS[other]!(crossing);
          for (let i = 0; i <= n; i++) b();
        } catch (error) {
          expect(error).toBeInstanceOf(Untrustworthy);
        }
        return result;
      });
      expect(results, other).toEqual(alone);
    }
  });
});

test("the two builds move seeded rotors alike, bit for bit", () => {
  for (const device of [double(15.42), dots(4)]) {
    for (const process of ["langevin", "hopping"] as const) {
      const [simd, scalar] = (["simd", "scalar"] as const).map((build) => {
        const engine = new WasmEngine(device, undefined, build);
        return run(wandering(process === "langevin" ? langevin(engine, 3) : engine.hopping(POINTS, ENSEMBLE)));
      });
      expect(simd).toEqual(scalar);
    }
  }
  // and with the steps that a command takes, which follow from the device
  const device = double(15.42);
  const motion = { ...MOTION, inertia: 2e5, load: 5.8, omega0: 0.006, time: 500 };
  const [simd, scalar] = (["simd", "scalar"] as const).map((build) => {
    const { step, omegaMean } = ensembleMotion(readWith(device, new WasmEngine(device, undefined, build)), motion);
    return [step, omegaMean];
  });
  expect(simd).toEqual(scalar);
});
