import { findDesktop } from "./desktopHost.ts";
import { canDisplay } from "./display.ts";

/** Desktop VS Code, or the VS Code server with Chromium as its window. */
export type Host = "desktop" | "server";

let chosen: Promise<Host> | undefined;

/**
 * The host to use where none is asked for: `TEST_HOST` if set, else the desktop where there is a display and desktop
 * VS Code can be had, else the server. Decided once per process.
 */
export function chooseHost(): Promise<Host> {
  return (chosen ??= choose());
}

async function choose(): Promise<Host> {
  const wanted = process.env["TEST_HOST"];
  if (wanted !== undefined) return parseHost(wanted);
  return canDisplay() && (await findDesktop()) !== undefined ? "desktop" : "server";
}

/** @throws Error when it is neither host's name. */
export function parseHost(name: string): Host {
  if (name === "desktop" || name === "server") return name;
  throw new Error(`There is no host "${name}": use "desktop" or "server".`);
}
