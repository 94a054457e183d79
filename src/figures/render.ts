// From a panel to files: SVG through a document without a browser, PNG with a font of our own.

import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { csvFormat } from "d3-dsv";
import { parseHTML } from "linkedom";
import type { Panel } from "./figure.js";
import { FONT } from "./plot.js";

export interface RenderedPanel {
  svg: string;
  png: Uint8Array;
  csv: string;
}

/** Pixels a unit of the drawing. */
const ZOOM = 2;

export function render(panel: Panel): RenderedPanel {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = panel.draw(document).outerHTML;
  // the font comes along: a bare machine has none
  const font = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  const png = new Resvg(svg, {
    font: { fontFiles: [font], loadSystemFonts: false, defaultFontFamily: FONT },
    fitTo: { mode: "zoom", value: ZOOM },
  })
    .render()
    .asPng();
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, png, csv: `${csvFormat(panel.rows)}\n` };
}
