#!/usr/bin/env node
import { INVALID, run } from "./main.js";
import { say } from "./output.js";
import { outputIsClosed } from "./standardOutput.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // whoever read us has had enough
  say(`standard output: ${error.message}`);
  process.exit(INVALID);
});

if (outputIsClosed()) {
  say("standard output: closed, allowed: a terminal, a file or a pipe; > /dev/null throws the result away");
  process.exitCode = INVALID;
} else {
  // not awaited: files that are loaded later import this one, and would wait for its end
  void run(process.argv.slice(2)).then((code) => (process.exitCode = code));
}
