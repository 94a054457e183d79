// A site of bare pages: one has the library from a classic script, the other from a module.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const BUNDLES = ["quantum-motor.js", "quantum-motor.classic.js"];

/** Pages of the site; both have the global `quantumMotor` when they have loaded. */
const PAGES = {
  classic: `<script src="quantum-motor.classic.js"></script>`,
  module: `<script type="module">
    import * as quantumMotor from "./quantum-motor.js";
    globalThis.quantumMotor = quantumMotor;
  </script>`,
};

export type PageKind = keyof typeof PAGES;
export const pageKinds = Object.keys(PAGES) as PageKind[];

export interface Site {
  /** @param policy what the page's Content-Security-Policy adds to the sources of scripts; without it there is no policy */
  address(kind: PageKind, policy?: string): string;
  close(): void;
}

/** Opens the site on a free port of this machine. */
export async function openSite(): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    const name = pathname.slice(1);
    if (name in PAGES) {
      const policy = searchParams.get("policy");
      if (policy !== null) {
        response.setHeader("Content-Security-Policy", `script-src 'self' 'unsafe-inline' ${policy}`);
      }
      response.setHeader("Content-Type", "text/html");
      response.end(`<!doctype html><title>${name}</title><link rel="icon" href="data:,">${PAGES[name as PageKind]}`);
    } else if (BUNDLES.includes(name)) {
      response.setHeader("Content-Type", "text/javascript");
      void readFile(new URL(`../../build/page/${name}`, import.meta.url)).then((bundle) => response.end(bundle));
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: (kind, policy) =>
      `http://127.0.0.1:${port}/${kind}${policy === undefined ? "" : `?policy=${encodeURIComponent(policy)}`}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
