// The cycle cut into panels that are short where the device changes fast, so that their number follows the number of its
// features, not the length of its path over their width.

import type { Scales } from "../../electrons/scales.js";
import { Untrustworthy } from "../../errors.js";
import { panelEdges } from "../../numerics/panels.js";

const MOST_PANELS = 1 << 14;

/**
 * Edges of panels, from 0 to 2 pi.
 *
 * @param fineness half a panel over the distance of the nearest singularity
 * @throws Untrustworthy where there would be too many
 */
export function cyclePanels(scales: Scales, fineness: number): Float64Array {
  const distance = (theta: number): number => scales.nearestSingularity(theta);
  const edges = panelEdges([0, 2 * Math.PI], distance, { fineness, most: MOST_PANELS });
  if (edges) return edges;
  throw new Untrustworthy(
    `the grid is exhausted: more than ${MOST_PANELS} panels would be needed, features of the device (T or avoided ` +
      "crossings) are too narrow for its path",
  );
}
