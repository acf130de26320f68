import { randomBytes } from "node:crypto";
import { createWriteStream, writeFileSync } from "node:fs";
import path from "node:path";
import { ChildGroup } from "./childGroup.ts";
import { forVsCode } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { fetchServer } from "./fetchServer.ts";
import { startPortRedirect } from "./portRedirect.ts";
import type { Profile } from "./profile.ts";

export interface ServerOptions {
  readonly profile: Profile;
  /** Extra environment of the extension host. */
  readonly env?: Environment | undefined;
  /** Fixed port; a free one otherwise. */
  readonly port?: number | undefined;
  /** Obey `development` addresses; built VS Code ignores them otherwise. */
  readonly development?: boolean;
}

/** Paths of an extension under development and of the test module its host runs. */
export interface Development {
  readonly extensionDir: string;
  readonly testsPath: string;
}

/** A running VS Code server, without a window. */
export interface Server {
  readonly origin: string;
  /** Resolves with the reason when the server has ended. */
  readonly gone: Promise<string>;
  /** The address that opens a window on the profile's workspace. It carries the connection token. */
  url(development?: Development): string;
  stop(): Promise<void>;
}

const IN_SERVER = path.join(import.meta.dirname, "inServer");

const FLAGS = [
  ["--host", "127.0.0.1"],
  ["--locale", "en"],
  ["--telemetry-level", "off"],
  ["--accept-server-license-terms"],
  ["--disable-workspace-trust"],
  ["--disable-update-check"],
  ["--disable-getting-started-override"],
].flat();

/**
 * Starts the VS Code server on 127.0.0.1 with a connection token.
 * @throws Error with the end of its output when it does not listen within 30 s.
 */
export async function startServer({
  profile,
  env,
  port = 0,
  development = false,
}: ServerOptions): Promise<Server> {
  const main = path.join(await fetchServer(), "out/server-main.js");
  const token = randomBytes(16).toString("hex");
  const tokenFile = path.join(profile.dir, "token");
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const preloads = ["endWithParent.mjs", "mintKey.mjs"].flatMap((name) => [
    "--import",
    path.join(IN_SERVER, name),
  ]);
  const args = [...preloads, main, ...FLAGS];
  args.push("--port", String(port), "--connection-token-file", tokenFile, "--server-data-dir", profile.dir);
  if (development) args.push("--enable-smoke-test-driver");
  const redirect = await startPortRedirect();
  const own = {
    TMPDIR: profile.tempDir,
    XDG_RUNTIME_DIR: profile.tempDir,
    MINT_KEY_TOKEN: token,
    VSCODE_PROXY_URI: redirect.template,
  };
  // This Node is the project's Node 24, the one this server was made for.
  const group = new ChildGroup(process.execPath, args, {
    env: { ...forVsCode(process.env), ...own, ...env },
  });

  const log = createWriteStream(path.join(profile.dir, "server.log"));
  group.child.stdout?.pipe(log, { end: false });
  group.child.stderr?.pipe(log, { end: false });
  const [, realPort = ""] = await group.waitForOutput(
    /Extension host agent listening on (\d+)/,
    "The VS Code server",
  );
  const authority = `127.0.0.1:${realPort}`;
  return {
    origin: `http://${authority}`,
    gone: group.gone,
    url: (folders) => windowUrl(authority, token, profile.workspaceDir, folders),
    stop: async () => {
      await group.stop();
      redirect.stop();
      log.end();
    },
  };
}

function windowUrl(
  authority: string,
  token: string,
  folder: string,
  development: Development | undefined,
): string {
  const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
    ...(development === undefined
      ? []
      : [
          ["extensionDevelopmentPath", remote(development.extensionDir)],
          ["extensionTestsPath", remote(development.testsPath)],
        ]),
  ];
  const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString()}`;
}
