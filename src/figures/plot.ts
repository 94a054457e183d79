import * as Plot from "@observablehq/plot";

export const FONT = "DejaVu Sans";

const SVG = "http://www.w3.org/2000/svg";

interface PlotOptions extends Omit<Plot.PlotOptions, "marks" | "document"> {
  marks: Plot.Markish[];
}

/** A frame with the house's size, font and white ground. */
export function plot(document: Document, options: PlotOptions): SVGSVGElement {
  const { marks, ...rest } = options;
  const svg = Plot.plot({
    document,
    width: 640,
    height: 420,
    marginLeft: 56,
    marginRight: 26,
    marginTop: 28,
    marginBottom: 40,
    style: { fontFamily: `${FONT}, sans-serif`, fontSize: "11px", background: "white" },
    ...rest,
    marks: [Plot.frame({ stroke: "#888" }), ...marks],
  }) as SVGSVGElement;
  svg.setAttribute("xmlns", SVG);
  typeset(svg);
  return svg;
}

const MARKUP = /[_^]\{[^}]*\}|[^_^]+|[_^]/g;

/** Sets C_{ext} and C^{(0)} in the texts of a drawing as sub- and superscripts. */
function typeset(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll("text")) {
    // a text may keep its content in tspans of its own; only plain ones carry markup
    const content = text.textContent ?? "";
    if (text.children.length > 0 || !/[_^]\{/.test(content)) continue;
    text.textContent = "";
    let lift = 0;
    for (const part of content.match(MARKUP) ?? []) {
      const shift = part.startsWith("_{") ? 3 : part.startsWith("^{") ? -4 : 0;
      const span = text.ownerDocument.createElementNS(SVG, "tspan");
      span.textContent = shift === 0 ? part : part.slice(2, -1);
      if (shift !== 0) span.setAttribute("font-size", "75%");
      if (shift !== lift) span.setAttribute("dy", String(shift - lift));
      lift = shift;
      text.append(span);
    }
  }
}

/** Lines of coloured text that name the curves. */
export function key(
  entries: readonly { label: string; colour: string }[],
  { anchor = "top-left", dx = 10, dy = 12 }: { anchor?: Plot.FrameAnchor; dx?: number; dy?: number } = {},
): Plot.Markish[] {
  const right = anchor.endsWith("right");
  return entries.map(({ label, colour }, i) =>
    Plot.text([label], {
      frameAnchor: anchor,
      textAnchor: right ? "end" : "start",
      dx: right ? -dx : dx,
      dy: anchor.startsWith("bottom") ? -dy - 15 * (entries.length - 1 - i) : dy + 15 * i,
      fill: colour,
      fontSize: 11.5,
    }),
  );
}

/** Puts a smaller plot into a larger one, its corner at (x, y). */
export function inset(parent: SVGSVGElement, child: SVGSVGElement, x: number, y: number): void {
  const ground = parent.ownerDocument.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x, y, width: child.getAttribute("width"), height: child.getAttribute("height") })) {
    ground.setAttribute(name, String(value));
  }
  ground.setAttribute("fill", "white");
  parent.append(ground);
  child.setAttribute("x", String(x));
  child.setAttribute("y", String(y));
  parent.append(child);
}

/** A curve with gaps where the value is missing or leaves the frame. */
export function clipped<T>(rows: readonly T[], value: (row: T) => number | null, low: number, high: number) {
  return rows.map((row) => {
    const y = value(row);
    return { row, y: y === null || y < low || y > high ? NaN : y };
  });
}
