import type { Motor } from "../questions/motor.js";

/** A flux per cycle, split by order: Q^(k) = s C^(k) omega^(k-1). */
export interface OrderRow {
  loadRatio: number;
  omega: number;
  orders: number[];
  total: number;
}

/**
 * @param order of the torque; currents go one further
 * @param weight how much each lead's flux counts
 */
export function perOrder(
  motor: Motor,
  loadRatios: readonly number[],
  order: number,
  which: "I" | "J",
  weight: (lead: string) => number,
): OrderRow[] {
  const { leads } = motor.coefficients({ order: order + 1 });
  const C = Array.from({ length: order + 2 }, (_, k) =>
    Object.entries(leads).reduce((sum, [name, flux]) => sum + weight(name) * flux[which][k]!, 0),
  );
  return motor.efficiency({ loadRatio: loadRatios, order }).flatMap(({ loadRatio, omega }) => {
    if (omega === null || omega === 0) return [];
    const orders = C.map((c, k) => Math.sign(omega) * c * omega ** (k - 1));
    return [{ loadRatio, omega, orders, total: orders.reduce((sum, Q) => sum + Q, 0) }];
  });
}
