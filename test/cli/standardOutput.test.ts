import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { CLI, type Run } from "./run.js";

/** What a shell's line, in which $0 is Node and $1 the command line, leaves on standard error. */
function shell(line: string, stdout: "pipe" | "ignore"): Promise<Pick<Run, "code" | "stderr">> {
  return new Promise((resolve) => {
    const child = spawn("sh", ["-c", `${line}; exit $?`, process.execPath, CLI], { stdio: ["ignore", stdout, "pipe"] });
    let stderr = "";
    child.stderr!.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

test.runIf(process.platform === "linux")("a closed standard output is no success", async () => {
  const { code, stderr } = await shell('"$0" "$1" states fig2a >&-', "pipe");
  expect(stderr).toMatch(/^quantum-motor: standard output: closed, allowed: .+\n$/);
  expect(code).toBe(2);
});

test.runIf(process.platform === "linux")("one that takes nothing is none either", async () => {
  const { code, stderr } = await shell('"$0" "$1" states fig2a > /dev/full', "pipe");
  expect(stderr).toMatch(/^quantum-motor: standard output: ENOSPC.*\n$/);
  expect(code).toBe(2);
});

test.each(["pipe", "ignore"] as const)("a result thrown away is one: %s", async (stdout) => {
  expect(await shell('"$0" "$1" states fig2a > /dev/null', stdout)).toEqual({ code: 0, stderr: "" });
  expect(await shell('"$0" "$1" states fig2a', stdout)).toEqual({ code: 0, stderr: "" });
});
