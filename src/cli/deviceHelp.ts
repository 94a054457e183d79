// The device format for whoever writes one: `quantum-motor help device`.

import {
  COLDEST,
  FASTEST,
  HOTTEST,
  LARGEST_ENERGY,
  MOST_CHANNELS,
  MOST_HARMONICS,
  MOST_LEADS,
  MOST_ORBITALS,
  MOST_STATES,
  MOST_STATES_AND_HARMONICS,
  MOST_STATES_SQUARED_AND_HARMONICS,
  SLOWEST,
} from "../device/limits.js";
import { LONGEST_NAME } from "../device/names.js";

export const deviceHelp = `A device is a JSON object. Energies are in k_B T_0, temperatures in T_0, rates in k_B T_0 / hbar, with hbar = k_B = e = 1;
theta is the angle of the rotor in radians. Unknown fields and names given twice are refused. There are two models.

"model": "dots": any dots and leads. Orbitals and leads have names of your choice, and the order in which you give them: the
bias of a device of two leads is mu of the first minus mu of the second.

  spinless    true or false (default): one electron an orbital at most, without spin
  orbitals    {"name": {"energy": series, "zeeman": series}, ...}, 1 to ${MOST_ORBITALS}
                energy   of one electron
                zeeman   E_up - E_down (default 0; not where spinless)
  hopping     [{"between": ["name", "name"], "amplitude": series}, ...] (default none), every pair once
  coulomb     {"intra": {"name": U, ...}, "inter": [{"between": ["name", "name"], "U": U}, ...]}
                intra    repulsion of the two electrons of an orbital, a number or "infinite"; of every orbital, unless spinless
                inter    repulsion of electrons in two orbitals (default none), every pair once
  leads       {"name": {"gamma": {"orbital": rate, ...}, "mu": energy, "T": temperature}, ...}, 1 to ${MOST_LEADS}
                mu       electrochemical potential
              and one of two:
                gamma    tunnelling rates by orbital, each orbital an independent channel: rates of orbitals add up. A series
                         that is nowhere negative, or {"up": series, "down": series}; 0 where none is given
                channels [{"orbital": amplitude, ...}, ...], 1 to ${MOST_CHANNELS}: within a channel signed amplitudes superpose
                         (Eq. 5), so that hybrid states can decouple from the lead; rate = amplitude squared, in
                         sqrt(k_B T_0 / hbar). A series, or {"up": series, "down": series}
              Where rates or amplitudes move with the angle the torque is that of the levels: the force of the moving
              barriers themselves is of the next order in the rates and left out.

  A series over theta is a number, or {"const": a0, "cos": [a1, a2, ...], "sin": [b1, b2, ...]} for
  a0 + a1 cos(theta) + b1 sin(theta) + a2 cos(2 theta) + ..., each part optional, or {"samples": [...]}, 3 or more values at
  equal angles from 0 on.
  Orbitals and leads may also be lists, [{"name": "source", "gamma": ..., "mu": ..., "T": ...}, ...]. Programs need them for
  names that look like integers, which objects of JavaScript reorder; in a file every form keeps its order.
  Electrons of every orbital must reach some lead, by a rate of its own or by hopping.

  {
    "model": "dots",
    "orbitals": {
      "L": { "energy": { "const": 1.07, "cos": [10] }, "zeeman": 0 },
      "R": { "energy": { "const": 1.07, "sin": [10] } }
    },
    "hopping": [{ "between": ["L", "R"], "amplitude": -5 }],
    "coulomb": { "intra": { "L": "infinite", "R": 40 }, "inter": [{ "between": ["L", "R"], "U": 20 }] },
    "leads": {
      "source": { "gamma": { "L": 0.25 }, "mu": 1, "T": 1 },
      "drain": { "gamma": { "R": { "up": 0.2, "down": 0.3 } }, "mu": -1, "T": 1 }
    }
  }

"model": "double-dot-rotor": the paper's device. E_L = epsilonBar.L + orbitRadius cos(theta), E_R = epsilonBar.R +
orbitRadius sin(theta) (Eq. 58), no dot ever holds two electrons, lead L is on dot L and lead R on dot R. All fields are
needed.

  epsilonBar  {"L": energy, "R": energy}, the centre of the orbit
  orbitRadius delta epsilon, 0 or more
  U           interdot repulsion
  tc          interdot hopping, more than 0
  leads       {"L": {"gamma": rate, "mu": energy, "T": temperature}, "R": {...}}; gamma a number or {"up", "down"}, not 0 in
              both leads

  {
    "model": "double-dot-rotor",
    "epsilonBar": { "L": 1.0710678118654755, "R": 1.0710678118654755 },
    "orbitRadius": 10,
    "U": 20,
    "tc": 10,
    "leads": {
      "L": { "gamma": 0.25, "mu": 7.71, "T": 1 },
      "R": { "gamma": { "up": 0.25, "down": 0.25 }, "mu": -7.71, "T": 1 }
    }
  }

Limits
  energies, mu and every coefficient of a series   at most ${LARGEST_ENERGY} of the lowest temperature in size
  temperatures                                     ${COLDEST} to ${HOTTEST}
  rates                                            0, or ${SLOWEST} to ${FASTEST}
  many-body states                                 ${MOST_STATES}: 2 an orbital without spin, 3 with "infinite" repulsion, 4 otherwise
  harmonics                                        ${MOST_HARMONICS}, and ${MOST_STATES_AND_HARMONICS} over the number of states, ${MOST_STATES_SQUARED_AND_HARMONICS} over its square
  names                                            1 to ${LONGEST_NAME} characters

quantum-motor validate DEVICE says whether a file is a device and what is doubtful about it; quantum-motor schema prints the
format as a JSON Schema, for editors and programs; quantum-motor presets --show fig2c prints a device to begin with.
`;
