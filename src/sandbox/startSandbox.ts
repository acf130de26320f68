import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app.ts";
import { fillWorld } from "./seed/fillWorld.ts";
import { type SandboxKeys, sandboxKeys } from "./seed/sandboxKeys.ts";
import { growingStamp, type World } from "./world.ts";

export type { SandboxKeys } from "./seed/sandboxKeys.ts";

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The same seed gives the same people, mails and keys; their times are relative to `now` at the start. */
  readonly seed?: number;
  /** Added before each answer of the API. */
  readonly latencyMs?: number;
  /** How many email accounts the main workspace has; 240 when left out. */
  readonly accounts?: number;
  /**
   * How long each `POST /email-verification` takes, and each lead that is verified on import; when left out, 300 to
   * 1,500 ms by address, and 2 ms a lead.
   */
  readonly verifyDelayMs?: number;
  readonly now?: () => Date;
  /** Turns away clients that name no product in their User-Agent, as the real API does; any client is served otherwise. */
  readonly strictAgent?: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, without `/api/v2`. */
  readonly origin: string;
  readonly keys: SandboxKeys;
  /** Stops listening and ends every open connection. */
  close(): Promise<void>;
}

const DEFAULT_SEED = 1;
const DEFAULT_ACCOUNTS = 240;

/**
 * Starts a local Instantly API with sample data, in memory, reachable from this machine only.
 * @throws Error when the port is taken; its message says so.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = 0,
    seed = DEFAULT_SEED,
    latencyMs = 0,
    accounts = DEFAULT_ACCOUNTS,
    now = () => new Date(),
    strictAgent = false,
  } = options;
  const server = createServer();
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  const world: World = {
    options: { seed, accounts, verifyDelayMs: options.verifyDelayMs, origin, now },
    workspaces: new Map(),
    keys: new Map(),
    requests: [],
    faults: [],
    stamp: growingStamp(now),
  };
  fillWorld(world);
  const listener = getRequestListener(createApp(world, { latencyMs, strictAgent }).fetch, {
    overrideGlobalObjects: false,
  });
  server.on("request", (incoming, outgoing) => void listener(incoming, outgoing));
  return { origin, keys: sandboxKeys(seed), close: () => close(server) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(`Port ${port} is already in use: choose another or stop what listens there.`)
          : error,
      );
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
