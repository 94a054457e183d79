/** The compiled core, inlined as hexadecimal digits by the build. */
declare module "*.wasm" {
  const digits: string;
  export default digits;
}
