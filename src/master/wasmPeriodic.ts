import { Untrustworthy } from "../errors.js";
import type { Cores } from "../core/core.js";
import type { PeriodicGrid, PeriodicIntegrals } from "../electrons/engine.js";
import { pause } from "../pause.js";
import type { SharedCore } from "../core/sharedCore.js";
import type { Source } from "./source.js";

/**
 * Mostly a hundredth of the difference is left (order 14), but a coarse mesh may be right by accident, so that the
 * difference is the finer one's own error. Rounding is estimated by itself.
 */
const GAIN = 2;

/** Panels that are chained at a time. */
const PIECE = 64;

/** The mesh of one device, as the instance holds it. */
class Mesh {
  /** of the mesh, once it is laid out */
  points = 0;

  constructor(
    readonly source: Source,
    readonly edges: Float64Array,
  ) {}
}

/**
 * The periodic state at several velocities on one mesh, which stays in the instance for the next call.
 *
 * @param source of the device
 * @param names of its leads
 * @param edges of the panels
 */
export function wasmPeriodic(
  shared: SharedCore<Cores["electrons"]>,
  source: Source,
  names: readonly string[],
  omegas: readonly number[],
  edges: Float64Array,
): PeriodicGrid {
  const panels = edges.length - 1;
  const { tenant } = shared;
  const known = tenant instanceof Mesh && tenant.source === source && tenant.edges === edges;
  const mesh = known ? tenant : new Mesh(source, edges);
  const moveIn = (core: Cores["electrons"]): void => {
    source.layOut(core, 0);
    mesh.points = core.layOutPeriodic(panels);
    if (mesh.points === 0) throw new Untrustworthy(`a mesh of ${panels} panels does not fit into a gigabyte of memory`);
    new Float64Array(core.memory.buffer, core.panelEdges.value, edges.length).set(edges);
    source.inPieces(
      core,
      mesh.points,
      (i) => core.meshAngle(i),
      (first, count) => {
        core.tabulateMesh(first, count);
        return true;
      },
    );
  };
  const states = shared.use(mesh, moveIn, (core) => omegas.map((omega) => solve(core, panels, names, omega)));
  return { nodes: mesh.points, gain: GAIN, states };
}

function solve(core: Cores["electrons"], panels: number, names: readonly string[], omega: number): PeriodicIntegrals {
  let unique = 1;
  for (let first = 0; first < panels; first += PIECE) {
    unique = core.solvePeriodic(omega, first, Math.min(PIECE, panels - first));
    pause();
  }
  if (!unique) {
    throw new Untrustworthy(
      `no unique periodic state at omega = ${omega}: its states fall apart into unconnected sets`,
    );
  }
  const width = 1 + 2 * names.length;
  const row = new Float64Array(core.memory.buffer, core.periodicIntegrals.value, 3 * width);
  const fluxes = (at: number) => ({
    F: row[at]!,
    leads: Object.fromEntries(names.map((name, r) => [name, { I: row[at + 1 + 2 * r]!, J: row[at + 2 + 2 * r]! }])),
  });
  return {
    ...fluxes(0),
    turnover: fluxes(width),
    reach: fluxes(2 * width),
    largest: core.periodicLargest.value,
    rounding: core.periodicRounding.value,
  };
}
