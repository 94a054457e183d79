/** Dots in a row, all with spin and finite repulsion, a lead at each: 4^n states. The outer ones move in quadrature. */
export function chain(n) {
  const names = Array.from({ length: n }, (_, l) => `dot${l}`);
  const neighbours = names.slice(1).map((name, l) => [names[l], name]);
  return {
    model: "dots",
    orbitals: Object.fromEntries(
      names.map((name, l) => [name, { energy: { const: 1 + 0.1 * l, [["cos", "sin"][l % 2]]: [10 + l] } }]),
    ),
    hopping: neighbours.map((between, l) => ({ between, amplitude: -5 + l })),
    coulomb: {
      intra: Object.fromEntries(names.map((name) => [name, 40])),
      inter: neighbours.map((between) => ({ between, U: 20 })),
    },
    leads: Object.fromEntries(names.map((name, l) => [name, { gamma: { [name]: 0.25 }, mu: 1 - l, T: 1 }])),
  };
}
