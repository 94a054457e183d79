/** What a bundle carries of the compiled core; binaries.config.js makes it. */
declare module "virtual:binaries" {
  interface Archive {
    /** where the bytes of a binary begin and end, by name */
    readonly places: Readonly<Record<string, readonly [from: number, to: number]>>;
    /** raw DEFLATE in base64 */
    readonly text: string;
  }

  /** By build, the fastest first. */
  export const archives: Readonly<Partial<Record<"simd" | "scalar", Archive>>>;
}
