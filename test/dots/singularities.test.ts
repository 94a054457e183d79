import { describe, expect, test } from "vitest";
import { asDots } from "../../src/device/asDots.js";
import { parseDevice } from "../../src/device/parse.js";
import { paperDevice } from "../../src/device/presets.js";
import { panelEdges } from "../../src/numerics/panels.js";
import { singularitiesOf } from "../../src/spectrum/singularities.js";

const ANGLES = Array.from({ length: 97 }, (_, i) => (2 * Math.PI * (i + 0.3)) / 97);

describe("the distance of the nearest singularity", () => {
  // e + R cos(theta) = mu + i pi T: of z = cos(theta), with |z - 1| = a and |z + 1| = b, the real part is arccos((b - a) / 2)
  // and the imaginary part arcosh((a + b) / 2)
  const [e, R, mu, T] = [0.4, 20, 3, 0.5];
  const device = parseDevice({
    model: "dots",
    spinless: true,
    orbitals: { A: { energy: { const: e, cos: [R] } } },
    leads: { L: { gamma: { A: 0.2 }, mu, T }, R: { gamma: { A: 0.3 }, mu, T } },
  });
  const [x, y] = [(mu - e) / R, (Math.PI * T) / R];
  const [a, b] = [Math.hypot(x - 1, y), Math.hypot(x + 1, y)];
  const [place, height] = [Math.acos((b - a) / 2), Math.acosh((a + b) / 2)];
  const exact = (theta: number): number =>
    Math.min(...[place, -place, 2 * Math.PI - place].map((at) => Math.hypot(theta - at, height)));

  test("is never more than that of the pole of a level that moves in a circle, and not much less", () => {
    const distance = singularitiesOf(device);
    for (const theta of ANGLES) {
      expect(distance(theta)).toBeLessThan(1.001 * exact(theta));
      expect(distance(theta)).toBeGreaterThan(0.4 * exact(theta));
    }
  });

  test("is that of the same device written as dots", () => {
    const built = parseDevice(paperDevice({ orbitRadius: 30, V: 6 }));
    const [one, other] = [built, parseDevice(asDots(built))].map(singularitiesOf);
    for (const theta of ANGLES) expect(Math.abs(other!(theta) / one!(theta) - 1)).toBeLessThan(0.1);
  });
});

describe("panels", () => {
  const distance = (at: number): number => Math.hypot(at - 1, 1e-3);

  test("are as long as the distance at their middle allows, without a gap", () => {
    const edges = [...panelEdges([0, 6], distance, { fineness: 0.4, most: 1000 })!];
    expect([edges[0], edges.at(-1)]).toEqual([0, 6]);
    edges.slice(1).forEach((b, i) => {
      const half = (b - edges[i]!) / 2;
      expect(half).toBeGreaterThan(0);
      expect(half).toBeLessThanOrEqual(0.4 * 1.2 * distance((b + edges[i]!) / 2));
    });
    // their number grows as the logarithm of the width
    expect(edges.length).toBeLessThan(40);
  });

  test("are none where there would be too many", () => {
    expect(panelEdges([0, 6], distance, { fineness: 0.4, most: 10 })).toBeUndefined();
  });
});
