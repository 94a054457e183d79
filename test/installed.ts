import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Work in an empty folder that has the package installed: built, as node finds it, with what it depends on. */
export async function installed<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "installed-"));
  try {
    const own = join(folder, "node_modules", "quantum-motor");
    await mkdir(own, { recursive: true });
    await cp(join(root, "build"), join(own, "build"), { recursive: true });
    await cp(join(root, "package.json"), join(own, "package.json"));
    await symlink(join(root, "node_modules"), join(own, "node_modules"));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The code blocks of a text in a language. */
export const codeBlocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code]) => code!);
