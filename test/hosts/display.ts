import type { Readable } from "node:stream";
import { ChildGroup } from "./childGroup.ts";
import { findProgram } from "./findProgram.ts";

export interface Display {
  /** What a desktop program needs in its environment to draw on the display. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** Whether a person at this machine would see a desktop window. */
export function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
}

/** Whether a desktop program can run here, seen or unseen. */
export function canDisplay(): boolean {
  return hasDisplay() || findProgram("Xvfb") !== undefined;
}

/**
 * The present display, or a virtual one of our own.
 * @throws Error when there is none and Xvfb does not start.
 */
export async function startDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, stop: () => Promise.resolve() };
  // Xvfb picks a free number and writes it to descriptor 3.
  const args = ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
  const group = new ChildGroup("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = new Promise<string>((resolve, reject) => {
    const pipe = group.child.stdio[3] as Readable;
    pipe.once("data", (text: Buffer) => resolve(text.toString().trim()));
    void group.gone.then((why) =>
      reject(new Error(`Xvfb did not start (${why}): install it (Debian: xvfb).`)),
    );
  });
  return { env: { DISPLAY: `:${await number}` }, stop: () => group.stop() };
}
