import { expect, test } from "vitest";
import { quantumMotor } from "./run.js";

test("frozen and states call the states of the double dot by the same names", async () => {
  const { stdout: help } = await quantumMotor(["frozen", "--help"]);
  const named = /States of the double dot: ([^(]*) \(/.exec(help.replace(/\s+/g, " "))![1]!.split(", ");
  const states = JSON.parse((await quantumMotor(["states", "fig2c"])).stdout) as { state: string; spin: number }[];
  expect(states.map(({ state }) => state)).toEqual(named);
  expect(states.map(({ spin }) => spin)).toEqual([0, 1, -1, 1, -1, 2, 0, 0, -2]);
});
