#!/usr/bin/env node
import { INVALID, run } from "./main.js";
import { say } from "./output.js";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0); // whoever read us has had enough
  say(`standard output: ${error.message}`);
  process.exit(INVALID);
});

process.exitCode = await run(process.argv.slice(2));
