import type { EngineName } from "../electrons/engine.js";

/** One picture and the numbers in it. */
export interface Panel {
  /** file name without its ending */
  name: string;
  /** what it shows, one sentence */
  caption: string;
  /** the data, a column each key; what the CSV file holds */
  rows: Record<string, number | string | null>[];
  draw: (document: Document) => SVGSVGElement;
}

/** A statement of the paper beside what came out here. */
export interface Claim {
  figure: string;
  /** what is stated */
  statement: string;
  paper: string;
  computed: string;
  agrees: boolean;
  note?: string;
}

export interface Figure {
  /** heading in the report of what is not one of the paper's figures */
  section?: string;
  panels: Panel[];
  claims: Claim[];
}

/** A figure in the making: how the caller follows it, and what computes it. */
export interface FigureContext {
  engine: EngineName;
  /** called between pieces of work; fraction of this figure that is done */
  progress: (fraction: number) => Promise<void>;
}

/** Colours of the paper: orders 0 to 3. */
export const ORDER_COLOURS = ["black", "#d62728", "#1f77b4", "#2ca02c"] as const;

/** Colours of the paper: orbit radii 10, 20, 50, 100. */
export const RADIUS_COLOURS = ["#d62728", "#1f77b4", "#2ca02c", "#ff7f0e"] as const;

export const round = (x: number, digits = 3): string => String(Number(x.toPrecision(digits)));

/** n numbers from a to b. */
export function range(a: number, b: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));
}

/** Whether a number, rounded to as many decimals as the paper prints, is what the paper prints. */
export function roundsTo(x: number, printed: string): boolean {
  const decimals = printed.split(".")[1]?.length ?? 0;
  return Number(x.toFixed(decimals)) === Number(printed);
}
