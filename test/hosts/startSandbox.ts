import path from "node:path";
import { ChildGroup } from "./childGroup.ts";
import { forVsCode } from "./environment.ts";
import { OUT_DIR } from "./places.ts";

export interface SandboxOptions {
  /** Fixed port; a free one otherwise. */
  readonly port?: number;
  /** Delay of every answer. */
  readonly latencyMs?: number;
  /** How many accounts the sample workspace has. */
  readonly accounts?: number;
}

/** A running local Instantly API, in a process of its own. */
export interface RunningSandbox {
  readonly origin: string;
  readonly key: string;
  stop(): Promise<void>;
}

/**
 * Starts the sandbox's command line (`node esbuild.js` writes it).
 * @throws Error with the end of its output when it does not say that it is ready within 30 s.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const args = [path.join(OUT_DIR, "sandbox-cli.js"), "--strict-agent"];
  if (options.port !== undefined) args.push(`--port=${options.port}`);
  if (options.latencyMs !== undefined) args.push(`--latency=${options.latencyMs}`);
  if (options.accounts !== undefined) args.push(`--accounts=${options.accounts}`);
  const preload = path.join(import.meta.dirname, "inServer/endWithParent.mjs");
  const group = new ChildGroup(process.execPath, ["--import", preload, ...args], {
    env: forVsCode(process.env),
  });
  const [, origin = "", key = ""] = await group.waitForOutput(
    /Sandbox ready: (\S+) key=(\S+)/,
    "The sandbox",
  );
  return { origin, key, stop: () => group.stop() };
}
