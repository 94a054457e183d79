import type { DoubleDotFile } from "./parse.js";

/** A device of the paper, or of a figure beyond it, and how the figure uses it. */
export interface Preset {
  name: string;
  description: string;
  device: DoubleDotFile;
  /** C_ext / C_F(0), where the figure has one */
  loadRatio?: number;
  /** what is added to C_F(0), where the figure gives the load so */
  loadAboveStall?: number;
}

interface Point {
  orbitRadius: number;
  V?: number;
  dT?: number;
  U?: number;
}

/** The working point and the leads that all figures share: captions of Fig. 2 and 4. */
export function paperDevice({ orbitRadius, V = 0, dT = 0, U = 20 }: Point): DoubleDotFile {
  const centre = -6 + orbitRadius / Math.SQRT2;
  return {
    model: "double-dot-rotor",
    epsilonBar: { L: centre, R: centre },
    orbitRadius,
    U,
    tc: 10,
    leads: {
      L: { gamma: 0.25, mu: V / 2, T: 1 + dT / 2 },
      R: { gamma: 0.25, mu: -V / 2, T: 1 - dT / 2 },
    },
  };
}

/** Orbit radii of the panels of Fig. 3 and of the colours of Fig. 4. */
export const RADII = [10, 20, 50, 100] as const;

export const presets: readonly Preset[] = [
  {
    name: "fig2a",
    description: "motor: large orbit, small bias, load half of C_F(0)",
    device: paperDevice({ orbitRadius: 100, V: 2 }),
    loadRatio: 0.5,
  },
  {
    name: "fig2b",
    description: "pump: as fig2a, load 1.5 C_F(0)",
    device: paperDevice({ orbitRadius: 100, V: 2 }),
    loadRatio: 1.5,
  },
  {
    name: "fig2c",
    description: "two stable velocities, with the caption's U = 20",
    device: paperDevice({ orbitRadius: 10, V: 15.42 }),
    loadAboveStall: 0.05,
  },
  {
    name: "fig2c-frozen",
    description:
      "as fig2c with U = 40, which freezes the doubly occupied states out: the velocities that the paper prints",
    device: paperDevice({ orbitRadius: 10, V: 15.42, U: 40 }),
    loadAboveStall: 0.05,
  },
  ...RADII.map((orbitRadius, i) => ({
    name: `fig3${"abcd"[i]!}`,
    description: `orbit radius ${orbitRadius}; the figure sweeps V, the preset has V = 12`,
    device: paperDevice({ orbitRadius, V: 12 }),
  })),
  ...RADII.map((orbitRadius) => ({
    name: `fig4a-${orbitRadius}`,
    description: `electric motor and charge pump, orbit radius ${orbitRadius}, V = 2`,
    device: paperDevice({ orbitRadius, V: 2 }),
  })),
  ...RADII.map((orbitRadius) => ({
    name: `fig4b-${orbitRadius}`,
    description: `heat engine and refrigerator, orbit radius ${orbitRadius}, dT = 0.5`,
    device: paperDevice({ orbitRadius, dT: 0.5 }),
  })),
  {
    name: "fig5",
    description: "pumped charge and heat by order: fig4a-10",
    device: paperDevice({ orbitRadius: 10, V: 2 }),
  },
  {
    name: "fig6",
    description: "pumped heat of the cold lead by order: fig4b-20",
    device: paperDevice({ orbitRadius: 20, dT: 0.5 }),
  },
  {
    name: "inertia-hysteresis",
    description:
      "beyond the paper: an orbit on which a light rotor may stand or turn; the figure sweeps V, the preset has V = 2",
    device: {
      ...paperDevice({ orbitRadius: 5, V: 2 }),
      epsilonBar: { L: -3 + 5 / Math.SQRT2, R: -6 + 5 / Math.SQRT2 },
    },
  },
];

/** The preset of a name, such as "fig2c" or "fig4a-50"; undefined where there is none. */
export function findPreset(name: string): Preset | undefined {
  return presets.find((preset) => preset.name === name);
}
