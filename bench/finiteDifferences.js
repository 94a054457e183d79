// The same coefficients as a scientist would write them in an afternoon: nine states, W p = 0 by Gaussian elimination,
// every derivative along the cycle by central differences on the grid itself. Kept to be compared with, not to be used.

const STATES = 9;

/** Occupation probabilities, torque and currents of a double dot on a grid; orders 0 ... order of the velocity. */
export function finiteDifferences(device, order, nodes) {
  const points = Array.from({ length: nodes }, (_, i) => kernelAt(device, (2 * Math.PI * i) / nodes));
  let p = points.map(({ W }) => solve(W, new Array(STATES).fill(0), 1));
  const step = (2 * Math.PI) / nodes;
  const result = { F: [], L: { I: [], J: [] }, R: { I: [], J: [] } };
  for (let k = 0; k <= order; k++) {
    if (k > 0) {
      const at = (i) => p[(i + nodes) % nodes];
      // eighth-order central differences: lower ones need a far finer grid for the same digits
      const derivative = points.map((_, i) =>
        at(i).map(
          (_, s) =>
            ((4 / 5) * (at(i + 1)[s] - at(i - 1)[s]) -
              (1 / 5) * (at(i + 2)[s] - at(i - 2)[s]) +
              (4 / 105) * (at(i + 3)[s] - at(i - 3)[s]) -
              (1 / 280) * (at(i + 4)[s] - at(i - 4)[s])) /
            step,
        ),
      );
      p = points.map(({ W }, i) => solve(W, derivative[i], 0));
    }
    let F = 0;
    const currents = { L: { I: 0, J: 0 }, R: { I: 0, J: 0 } };
    points.forEach(({ dE, leads }, i) => {
      for (let s = 0; s < STATES; s++) F -= dE[s] * p[i][s] * step;
      for (const { name, rates } of leads) {
        for (const [from, , rate, n, heat] of rates) {
          currents[name].I -= n * rate * p[i][from] * step;
          currents[name].J -= heat * rate * p[i][from] * step;
        }
      }
    });
    result.F.push(F);
    for (const name of ["L", "R"]) {
      result[name].I.push(currents[name].I);
      result[name].J.push(currents[name].J);
    }
  }
  return result;
}

function kernelAt({ epsilonBar, orbitRadius, U, tc, leads }, theta) {
  const eL = epsilonBar.L + orbitRadius * Math.cos(theta);
  const eR = epsilonBar.R + orbitRadius * Math.sin(theta);
  const dL = -orbitRadius * Math.sin(theta);
  const dR = orbitRadius * Math.cos(theta);
  const R = Math.hypot(eL - eR, tc);
  const dRoot = ((eL - eR) * (dL - dR)) / R;
  const E = [0, (eL + eR - R) / 2, (eL + eR + R) / 2, eL + eR + U];
  const slope = [0, (dL + dR - dRoot) / 2, (dL + dR + dRoot) / 2, dL + dR];
  const level = [0, 1, 1, 2, 2, 3, 3, 3, 3];
  const onL = (1 - (eL - eR) / R) / 2;
  const W = Array.from({ length: STATES }, () => new Array(STATES).fill(0));
  const used = leads.map(({ name, gamma, mu, T }, r) => {
    const rates = [];
    const exchange = (lower, upper, strength) => {
      const x = E[level[upper]] - E[level[lower]] - mu;
      const f = 1 / (1 + Math.exp(x / T));
      rates.push([lower, upper, strength * f, 1, x], [upper, lower, strength * (1 - f), -1, -x]);
    };
    for (const orbital of [0, 1]) {
      const here = (orbital === 0) === (r === 0) ? onL : 1 - onL;
      for (const spin of [0, 1]) {
        exchange(0, 1 + 2 * orbital + spin, here * (spin ? gamma.down : gamma.up));
        for (const added of [0, 1]) {
          const upper = 5 + (r === 0 ? 2 * added + spin : 2 * spin + added);
          exchange(1 + 2 * orbital + spin, upper, (1 - here) * (added ? gamma.down : gamma.up));
        }
      }
    }
    for (const [from, to, rate] of rates) {
      W[to][from] += rate;
      W[from][from] -= rate;
    }
    return { name, rates };
  });
  return { W, dE: level.map((l) => slope[l]), leads: used };
}

/** W x = b with sum(x) given: the last equation is replaced by the normalisation. */
function solve(W, b, total) {
  const A = W.map((row, i) => [
    ...(i === STATES - 1 ? new Array(STATES).fill(1) : row),
    i === STATES - 1 ? total : b[i],
  ]);
  for (let c = 0; c < STATES; c++) {
    let pivot = c;
    for (let r = c + 1; r < STATES; r++) if (Math.abs(A[r][c]) > Math.abs(A[pivot][c])) pivot = r;
    [A[c], A[pivot]] = [A[pivot], A[c]];
    for (let r = c + 1; r < STATES; r++) {
      const factor = A[r][c] / A[c][c];
      for (let j = c; j <= STATES; j++) A[r][j] -= factor * A[c][j];
    }
  }
  const x = new Array(STATES).fill(0);
  for (let r = STATES - 1; r >= 0; r--) {
    let sum = A[r][STATES];
    for (let j = r + 1; j < STATES; j++) sum -= A[r][j] * x[j];
    x[r] = sum / A[r][r];
  }
  return x;
}
