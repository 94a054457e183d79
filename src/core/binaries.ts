// The binaries that a bundle carries, compiled once however many instances there are.
// @assemblyscript/loader is called deprecated upstream, so this is the only file that knows it.

import { instantiateSync } from "@assemblyscript/loader";
import { inflateSync } from "fflate";
import { archives } from "virtual:binaries";
import { refuse } from "../errors.js";
import type { BinaryName, Build, Cores } from "./core.js";
import { carried, needWebAssembly } from "./host.js";

const unpacked = new Map<Build, Uint8Array<ArrayBuffer>>();
const modules = new Map<string, WebAssembly.Module>();

/**
 * A new instance of a binary.
 *
 * @throws InvalidInput where WebAssembly may not run, or the bundle does not carry the build
 */
export function instantiate<Name extends BinaryName>(name: Name, build: Build): Cores[Name] {
  needWebAssembly("the engine wasm");
  const key = `${name} ${build}`;
  const module = modules.get(key) ?? new WebAssembly.Module(bytesOf(name, build));
  modules.set(key, module);
  return instantiateSync(module, {}).exports as unknown as Cores[Name];
}

function bytesOf(name: BinaryName, build: Build): Uint8Array<ArrayBuffer> {
  const { places, text } = archives[build] ?? refuse("build", build, carried.join(", "));
  const all = unpacked.get(build) ?? inflateSync(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  unpacked.set(build, all);
  return all.subarray(...places[name]!);
}
