import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundleProgram } from "../bench/verifyBundle.ts";
import { inRounds, NOTHING, type SoakCounts, type SoakKind } from "./soakKind.ts";

const WINDOWS = 4;
const CALLS = 30;
const LISTS = 8;
/** Read a little before they are used, as by a process that waits for its turn. */
const SKEWS_MS = [0, -7, 3, -10];

/** A server that notes when each request came. */
async function counter(): Promise<{
  readonly origin: string;
  readonly all: readonly number[];
  readonly lists: readonly number[];
  readonly close: () => void;
}> {
  const all: number[] = [];
  const lists: number[] = [];
  const server = createServer((request, response) => {
    all.push(performance.now());
    if (request.url?.startsWith("/api/v2/emails?") === true) lists.push(performance.now());
    response.writeHead(200, { "content-type": "application/json" }).end('{"id":"m","items":[]}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, all, lists, close };
}

/** How many more than `limit` came in the fullest window. */
function over(times: readonly number[], windowMs: number, limit: number): number {
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first++;
    most = Math.max(most, index - first + 1);
  }
  return Math.max(0, most - limit);
}

async function windowsAtOnce(seed: number): Promise<SoakCounts> {
  const program = await bundleProgram("manyWindowsChild", import.meta.dirname);
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-windows-"));
  const server = await counter();
  const open = (index: number): { readonly kill: () => void; readonly exited: Promise<unknown> } => {
    const args = ["--no-warnings", program, `--origin=${server.origin}`, `--dir=${dir}`];
    const skew = SKEWS_MS[(index + seed) % SKEWS_MS.length] ?? 0;
    const more = [`--skew=${skew}`, `--calls=${CALLS}`, `--lists=${LISTS}`];
    const child = spawn(process.execPath, [...args, ...more], { stdio: ["ignore", "ignore", "inherit"] });
    return { kill: () => child.kill("SIGKILL"), exited: once(child, "exit") };
  };
  try {
    const windows = Array.from({ length: WINDOWS }, (_, index) => open(index));
    await sleep(600 + (seed % 5) * 100);
    // Two of them are reloaded at work.
    for (const index of [0, 1]) windows[index]?.kill();
    windows.push(open(WINDOWS), open(WINDOWS + 1));
    await Promise.all(windows.map(({ exited }) => exited));
    return { ...NOTHING, kills: 2, over: over(server.all, 1_000, 100) + over(server.lists, 60_000, 20) };
  } finally {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Windows of one machine, two of them reloaded, all new and busy, ask for as much as they may. */
export const manyWindows: SoakKind = {
  name: "many-windows",
  rounds: 8,
  run: (scale) => inRounds(scale, windowsAtOnce),
};
