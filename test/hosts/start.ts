// `npm start`: a real VS Code with the extension in it, signed in to the sandbox.
import type { Environment } from "./environment.ts";
import { parseArgs } from "node:util";
import { chooseHost, parseHost } from "./chooseHost.ts";
import type { Host } from "./chooseHost.ts";
import { openDesktopWindow } from "./desktopHost.ts";
import { hasDisplay } from "./display.ts";
import { PROJECT_DIR } from "./places.ts";
import { createProfile } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { SAMPLE_FILES } from "./sampleFiles.ts";
import { startSandbox } from "./startSandbox.ts";
import { startServer } from "./serverHost.ts";

interface Arguments {
  readonly host: Host;
  readonly port: number | undefined;
  readonly withSandbox: boolean;
}

async function readArguments(): Promise<Arguments> {
  const { values } = parseArgs({
    options: {
      host: { type: "string" },
      port: { type: "string" },
      "no-sandbox": { type: "boolean", default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`--port=${String(values.port)} is not a port: use a number from 1 to 65535.`);
  }
  const host = values.host === undefined ? await defaultHost() : parseHost(values.host);
  return { host, port, withSandbox: !values["no-sandbox"] };
}

/** A person wants to see the window: a virtual display, good enough for tests, does not count. */
async function defaultHost(): Promise<Host> {
  return hasDisplay() ? chooseHost() : "server";
}

/** The sandbox's address and key, as the extension is told them; nothing without a sandbox. */
async function signIn(
  withSandbox: boolean,
): Promise<{ settings: Record<string, unknown>; env: Environment }> {
  if (!withSandbox) return { settings: {}, env: {} };
  const { origin, key } = await startSandbox();
  console.log(`Sandbox ready: ${origin}`);
  return { settings: { "instantly.api.baseUrl": origin }, env: { INSTANTLY_API_KEY: key } };
}

async function serve(profile: Profile, env: Environment, port: number | undefined): Promise<never> {
  const server = await startServer({ profile, env, port });
  console.log(`VS Code ready: ${server.url()}`);
  console.log("Open the address in a browser on this machine. Ctrl+C ends it.");
  process.exitCode = 0; // Ctrl+C is how this is meant to end
  throw new Error(`The VS Code server ended by itself (${await server.gone}).`);
}

async function show(profile: Profile, env: Environment): Promise<void> {
  console.log("Opening VS Code. It ends when you close the window.");
  const { page } = await openDesktopWindow({ profile, env, viewport: undefined });
  await page.waitForEvent("close", { timeout: 0 });
}

async function main(): Promise<void> {
  const { host, port, withSandbox } = await readArguments();
  const { settings, env } = await signIn(withSandbox);
  const profile = createProfile({
    extensionDir: PROJECT_DIR,
    showsInstantly: true,
    settings,
    files: SAMPLE_FILES,
  });
  if (host === "server") await serve(profile, env, port);
  else await show(profile, env);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
