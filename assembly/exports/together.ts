// What a host asks of electrons and rotor that move together, without an expansion in the velocity: the occupations with
// the rotor (Eq. 9 with Eq. 48), or single electrons that hop (Eq. 7 to 9).

import * as coupled from "../together/coupled";
import { boundRates, layOutHopping } from "../together/hopping";
import * as rateTable from "../together/rateTable";

export { transferred } from "../together/coupled";
export { hop } from "../together/hopping";
export { layOutRates, point as ratePoint, tabulateRates } from "../together/rateTable";

/** Lays out the motion with the electrons as unknowns; what was laid out before stays. */
export function layOutCoupled(): void {
  coupled.layOutCoupled();
  coupled.followTogether();
}

/** Integrands of order 0 at an angle, from the table of rates, into `ratePoint`; 0 where no unique stationary state exists. */
export function evaluateRates(theta: f64): i32 {
  return rateTable.evaluateRates(theta) ? 1 : 0;
}

/** Settles the electrons at an angle; 0 where no unique stationary state exists. */
export function settleElectrons(theta: f64): i32 {
  return coupled.settleElectrons(theta) ? 1 : 0;
}

/** p, one number a state. */
export function electrons(): usize {
  return coupled.electrons();
}

/** Lays out electrons that hop, on top of a filled table of rates. */
export function layOutHops(): void {
  layOutHopping();
  boundRates();
}
