// What scripts need to draw with the house's frame, font and formats.

export { type Panel } from "./figure.js";
export { key, plot } from "./plot.js";
export { render, type RenderedPanel } from "./render.js";
