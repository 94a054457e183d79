import type { Claim, Figure } from "./figure.js";

/** The report as Markdown: pictures, and every statement beside what came out. */
export function markdown(figures: readonly Figure[]): string {
  const lines = [
    "# The paper's figures, computed",
    "",
    "R. A. Bustos-Marín and H. L. Calvo, Thermodynamics and steady state of quantum motors and pumps far from",
    "equilibrium. Energies in k_B T, velocities in k_B T / ħ. Every row sets a statement of the paper beside the",
    "computed number.",
    "",
    summary(figures),
    "",
  ];
  for (const { section, panels, claims } of figures) {
    if (section) lines.push(`# ${section}`, "");
    for (const { name, caption } of panels) {
      lines.push(`## ${name}`, "", caption, "", `![${name}](${name}.png)`, "");
    }
    lines.push("| figure | statement | paper | computed | agrees |", "|---|---|---|---|---|");
    for (const claim of claims) {
      const { figure, statement, paper, computed, agrees } = claim;
      lines.push(`| ${[figure, statement, paper, computed, agrees ? "yes" : "**no**"].map(cell).join(" | ")} |`);
    }
    lines.push("");
    for (const { figure, note } of claims) if (note) lines.push(`- ${figure}: ${note}`);
    lines.push("");
  }
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

/** A table for the terminal. */
export function plainText(figures: readonly Figure[]): string {
  const rows = allClaims(figures).map(
    ({ agrees, figure, statement, paper, computed }) =>
      `${agrees ? "agrees " : "DIFFERS"} ${figure.padEnd(13)}${statement}\n        paper: ${paper} | computed: ${computed}`,
  );
  return [...rows, summary(figures)].join("\n");
}

export function summary(figures: readonly Figure[]): string {
  const claims = allClaims(figures);
  const agreeing = claims.filter(({ agrees }) => agrees).length;
  return `${agreeing} of ${claims.length} statements agree.`;
}

export function allClaims(figures: readonly Figure[]): Claim[] {
  return figures.flatMap(({ claims }) => claims);
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
