// Everything that can be asked about a device. Nothing else lists the questions.

import { bestMotor } from "./bestMotor.js";
import { coefficients } from "./coefficients.js";
import { convergence } from "./convergence.js";
import { critical } from "./critical.js";
import { efficiency } from "./efficiency.js";
import { frozen } from "./frozen.js";
import { frustrationEdges } from "./frustrationEdges.js";
import { hysteresis } from "./hysteresis.js";
import { langevin } from "./langevin.js";
import { orbit } from "./orbit.js";
import { periodic } from "./periodic.js";
import { steady } from "./steady.js";
import { trajectory } from "./trajectory.js";
import { variation } from "./variation.js";

/** In the order in which a newcomer would ask them. */
export const questions = [
  coefficients,
  frozen,
  periodic,
  steady,
  trajectory,
  variation,
  critical,
  hysteresis,
  langevin,
  efficiency,
  convergence,
  orbit,
  frustrationEdges,
  bestMotor,
] as const;
