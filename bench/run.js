// npm run bench: how long things take, on this machine, in one run. --json prints numbers, --readme writes the table
// into the README. Nothing here is asserted; compare figures of one run only.

import { readFile, writeFile } from "node:fs/promises";
import { arch, cpus } from "node:os";
import Benchmark from "benchmark";
import { format } from "prettier";
import {
  batchAnswerLength,
  batchCoefficients,
  createEngine,
  createMotor,
  Motor,
  numbersOf,
  paperDevice,
  parseDevice,
} from "../build/index.js";
import { chain } from "./chains.js";
import { finiteDifferences } from "./finiteDifferences.js";
import { startUp } from "./startUp.js";

const VARIANTS = ["wasm-simd", "wasm", "typescript"];
const BUILD = { "wasm-simd": "simd", wasm: "scalar" };
const NODES = 400;
const TOLERANCE = 1e-10;

/** Keeps results alive, so that nothing is computed for nobody. */
let sink = 0;

const say = (text) => process.stderr.write(`${text}\n`);

/** Fastest time and spread (relative, of the samples) of a function, in seconds, after benchmark.js has warmed it up. */
function measure(name, run) {
  const bench = new Benchmark(name, run, { maxTime: 1, minSamples: 15 });
  bench.run();
  if (bench.error) throw bench.error;
  const samples = [...bench.stats.sample].sort((a, b) => a - b);
  const time = { best: samples[0], median: samples[samples.length >> 1], spread: bench.stats.rme / 100 };
  say(`${name.padEnd(44)} ${(1e6 * time.median).toPrecision(4).padStart(10)} us  +-${(100 * time.spread).toFixed(1)}%`);
  return time;
}

const deviceAt = (orbitRadius, V, T = 1) => {
  const file = paperDevice({ orbitRadius, V });
  for (const lead of Object.values(file.leads)) lead.T = T;
  return parseDevice(file);
};
const device = deviceAt(10, 15.42);
const rows = (devices) => Float64Array.from(devices.flatMap(numbersOf));
const biases = Array.from({ length: 400 }, (_, i) => -20 + i / 10);

/** The fastest sample: on a shared machine everything else measures the neighbours. */
const us = (time) => 1e6 * time.best;
const forEach = (run) => Object.fromEntries(VARIANTS.map((variant) => [variant, run(variant)]));

const node = forEach((variant) => {
  const engine = createEngine(device, variant === "typescript" ? "typescript" : "wasm", "auto", BUILD[variant]);
  return measure(`grid of ${NODES} nodes, ${variant}`, () => {
    sink += engine.integrate(3, NODES, 0).integrals.F[3];
  });
});

const one = rows([device]);
const set = forEach((variant) => {
  if (variant === "typescript") {
    const motor = new Motor(device, { engine: "typescript" });
    return measure(`set to 1e-10, ${variant}`, () => {
      sink += motor.coefficients({ order: 3 }).F[3];
    });
  }
  return measure(`set to 1e-10, ${variant}`, () => {
    sink += batchCoefficients(one, { tolerance: TOLERANCE, build: BUILD[variant] })[2];
  });
});

const panel = Object.fromEntries(
  [10, 100].map((radius) => {
    const list = rows(biases.map((V) => deviceAt(radius, V)));
    return [
      radius,
      Object.fromEntries(
        ["wasm-simd", "wasm"].map((variant) => [
          variant,
          measure(`panel of Fig. 3, radius ${radius}, ${variant}`, () => {
            sink += batchCoefficients(list, { tolerance: TOLERANCE, build: BUILD[variant] })[2];
          }),
        ]),
      ),
    ];
  }),
);

/** Revolutions of Fig. 2c at a velocity near its steady one, the torque's table made before. */
const cycle = Object.fromEntries(
  ["wasm-simd", "typescript"].map((variant) => {
    const engine = createEngine(device, variant === "typescript" ? "typescript" : "wasm");
    const rotor = engine.mechanics.rotor(engine.field(3, 2048, { noise: false }));
    const load = (createEngine(device, "wasm").integrate(0, NODES, 0).integrals.F[0] + 0.05) / (2 * Math.PI);
    const limits = { tolerance: 1e-9, velocityScale: 0.05, velocityLimit: 1, turns: 60, maximalSteps: 1e6 };
    return [
      variant,
      measure(`one revolution, ${variant}`, () => {
        rotor.place(0, 0.006, 1e8, load);
        if (rotor.revolve(limits) !== "revolved") throw new Error("the rotor did not get around");
        sink += rotor.omega;
      }),
    ];
  }),
);

/**
 * Fig. 2c with the electrons followed: Runge-Kutta steps of (theta, omega, p) a second. A verified step is three of them,
 * one whole and two halves, and the bookkeeping of charge and heat.
 */
const coupledSteps = Object.fromEntries(
  ["wasm-simd", "wasm"].map((variant) => {
    const rotor = createEngine(device, "wasm", "auto", BUILD[variant]).together(2048);
    const limits = { tolerance: 1e-9, velocityScale: 0.05, velocityLimit: 1, turns: 60, maximalSteps: 1e6 };
    const revolve = () => {
      rotor.place(0, 0.023, 1e8, 0.92);
      if (rotor.revolve(limits) !== "revolved") throw new Error("the rotor did not get around");
      sink += rotor.omega;
    };
    const time = measure(`one coupled revolution, ${variant}`, revolve);
    return [variant, (3 * rotor.steps) / time.best];
  }),
);

/** Paths of growing radius over temperature: Fig. 2c's orbit ever colder, then ever wider. */
const PATHS = [
  [10, 1],
  [10, 0.1],
  [10, 0.01],
  [10, 0.003],
  [100, 1],
  [1000, 1],
];
const exact = PATHS.map(([radius, T]) => {
  const motor = new Motor(deviceAt(radius, 4, T));
  const omega = [0.1 * motor.electrons.scales.maximalVelocity];
  const { nodes } = motor.periodic({ omega })[0];
  const state = measure(`periodic state, radius ${radius}, T ${T}, ${nodes} angles`, () => {
    sink += motor.periodic({ omega })[0].F;
  });
  const steady = measure(`steady exact, radius ${radius}, T ${T}`, () => {
    sink += motor.steady({ order: "exact", loadRatio: 0.5 }).velocities.length;
  });
  return { radius, T, nodes, stateMs: us(state) / 1e3, steadyMs: us(steady) / 1e3 };
});

const DOTS_NODES = 512;
/** Devices of dots, everything included but the set-up: eigenpairs, weights, rates, occupations, fluxes. */
const dots = Object.fromEntries(
  [2, 3, 4].map((n) => {
    const engine = createEngine(parseDevice(chain(n)), "wasm");
    return [
      4 ** n,
      measure(`${4 ** n} states, order 3, ${DOTS_NODES} nodes`, () => {
        sink += engine.integrate(3, DOTS_NODES, 0).integrals.F[3];
      }),
    ];
  }),
);

const starts = startUp();

// as coarse as the accuracy allows: found, not guessed
const afternoon = (() => {
  const exact = new Motor(device).coefficients({ order: 3 });
  const error = (n) => {
    const { F } = finiteDifferences(device, 3, n);
    return Math.max(...F.map((x, k) => Math.abs(x - exact.F[k]) / exact.scale[k]));
  };
  let nodes = 100;
  while (error(nodes) > TOLERANCE) nodes += 20;
  return {
    nodes,
    ...measure(`finite differences, ${nodes} nodes`, () => {
      sink += finiteDifferences(device, 3, nodes).F[3];
    }),
  };
})();

const scaling = [10, 30, 100, 300, 1000].map((radius) => {
  const list = rows(Array.from({ length: 16 }, (_, i) => deviceAt(radius, i)));
  const nodes = batchCoefficients(list)[0];
  const time = measure(`16 devices, radius ${radius}, ${nodes} nodes`, () => {
    sink += batchCoefficients(list)[2];
  });
  return { radius, nodes, setUs: us(time) / 16, usPerRadius: us(time) / 16 / radius };
});

const figures = {
  machine: { cpu: cpus()[0].model, arch: arch(), node: process.version },
  nodeNs: Object.fromEntries(VARIANTS.map((v) => [v, (us(node[v]) * 1e3) / NODES])),
  setUs: Object.fromEntries(VARIANTS.map((v) => [v, us(set[v])])),
  panelMs: Object.fromEntries(
    Object.entries(panel).map(([radius, times]) => [
      radius,
      Object.fromEntries(Object.entries(times).map(([v, time]) => [v, us(time) / 1e3])),
    ]),
  ),
  cycleUs: { "wasm-simd": us(cycle["wasm-simd"]), typescript: us(cycle.typescript) },
  coupledStepsPerSecond: coupledSteps,
  dotsMs: Object.fromEntries(Object.entries(dots).map(([states, time]) => [states, us(time) / 1e3])),
  finiteDifferencesUs: us(afternoon),
  finiteDifferencesNodes: afternoon.nodes,
  scaling,
  exact,
  starts,
  spread: Object.fromEntries(VARIANTS.map((v) => [v, node[v].spread])),
};

const number = (x) => (x >= 100 ? Math.round(x).toLocaleString("en") : x.toPrecision(3));

function table() {
  const { nodeNs, setUs, panelMs, cycleUs } = figures;
  const row = (name, simd, scalar, typescript, afternoonFigure = "") =>
    `| ${[name, simd, scalar, typescript, afternoonFigure].join(" | ")} |`;
  return [
    `Measured on ${figures.machine.cpu} (${figures.machine.arch}), Node ${figures.machine.node}, one thread; fastest samples.`,
    "",
    "| | wasm-simd | wasm | typescript | finite differences |",
    "|---|---|---|---|---|",
    row("one angle, orders 0 to 3 (ns)", number(nodeNs["wasm-simd"]), number(nodeNs.wasm), number(nodeNs.typescript)),
    row(
      "one set to 1e-10 (µs)",
      number(setUs["wasm-simd"]),
      number(setUs.wasm),
      number(setUs.typescript),
      number(figures.finiteDifferencesUs),
    ),
    row("400 biases of Fig. 3a to 1e-10 (ms)", number(panelMs[10]["wasm-simd"]), number(panelMs[10].wasm), "", ""),
    row("400 biases of Fig. 3d to 1e-10 (ms)", number(panelMs[100]["wasm-simd"]), number(panelMs[100].wasm), "", ""),
    row("one revolution of Fig. 2c (µs)", number(cycleUs["wasm-simd"]), "", number(cycleUs.typescript), ""),
    row(
      "coupled Runge-Kutta steps a second (millions)",
      number(figures.coupledStepsPerSecond["wasm-simd"] / 1e6),
      number(figures.coupledStepsPerSecond.wasm / 1e6),
      "",
    ),
    row("double dot with finite U′, 16 states, 512 nodes (ms)", number(figures.dotsMs[16]), "", ""),
    row("triple dot, 64 states, 512 nodes (ms)", number(figures.dotsMs[64]), "", ""),
    row("four dots in a row, 256 states, 512 nodes (ms)", number(figures.dotsMs[256]), "", ""),
    "",
    "| orbit radius, T | angles of a periodic state | one (ms) | `steady --order exact` (ms) |",
    "|---|---|---|---|",
    ...exact.map(
      ({ radius, T, nodes, stateMs, steadyMs }) =>
        `| ${radius}, ${T} | ${number(nodes)} | ${number(stateMs)} | ${number(steadyMs)} |`,
    ),
    "",
    `Starts, medians, in multiples of that of an empty Node process or module: ${[
      "--version",
      "presets",
      "coefficients fig2a",
      "import of the library",
    ]
      .map((name) => `${name} ${starts[name].overEmpty.toFixed(2)}`)
      .join(", ")}.`,
    "",
    `Cost per device of a scan against the orbit radius over temperature: ${scaling
      .map(({ radius, setUs: t }) => `${radius}: ${number(t)} µs`)
      .join(", ")}.`,
  ].join("\n");
}

if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(figures)}\n`);
else process.stdout.write(`${table()}\n`);
if (process.argv.includes("--readme")) {
  const path = new URL("../README.md", import.meta.url);
  const readme = await readFile(path, "utf8");
  const between = /(<!-- bench -->)[^]*(<!-- \/bench -->)/;
  if (!between.test(readme)) throw new Error("README.md has no place marked for the table");
  await writeFile(
    path,
    await format(readme.replace(between, `$1\n\n${table()}\n\n$2`), { parser: "markdown", printWidth: 120 }),
  );
}
if (!Number.isFinite(sink) || batchAnswerLength(3) !== 26) throw new Error("a result went astray");
