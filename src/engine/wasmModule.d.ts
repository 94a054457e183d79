/** The compiled core, inlined as base64 by the build. */
declare module "*.wasm" {
  const base64: string;
  export default base64;
}
