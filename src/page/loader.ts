// What the package uses of @assemblyscript/loader, for pages: the core imports nothing and exports numbers only, and the
// whole loader would be a tenth of the script.

export function instantiateSync(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
): { exports: WebAssembly.Exports } {
  return new WebAssembly.Instance(module, imports);
}
