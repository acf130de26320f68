import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { PAGE_POLICY } from "../../core/mail/files/emailHtml.ts";
import { UserError } from "../explain.ts";
import { openOutside } from "../openOutside.ts";

/** Time enough for a browser to start. */
const LIFETIME_MS = 60_000;

/**
 * Hands one page to the browser without writing it to disk: from a port of this machine, under an address that nobody can
 * guess, once, and with a policy that leaves it nothing but its own styles.
 */
export const MailPages = {
  async show(page: Uint8Array): Promise<void> {
    const path = `/${randomBytes(24).toString("base64url")}.html`;
    const server = await serve(page, path);
    const { port } = server.address() as AddressInfo;
    // In a remote window the browser is on another machine: VS Code forwards the port.
    const address = await vscode.env.asExternalUri(
      vscode.Uri.parse(`http://127.0.0.1:${String(port)}${path}`, true),
    );
    if (await openOutside(address.toString(true))) return;
    server.close();
    throw new UserError(
      vscode.l10n.t("The browser could not be opened. Save the email as HTML and open that file."),
    );
  },
};

function serve(page: Uint8Array, path: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": `sandbox; ${PAGE_POLICY}; frame-ancestors 'none'`,
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      })
      .end(page, () => server.close());
  });
  const timer = setTimeout(() => server.close(), LIFETIME_MS);
  server.on("close", () => clearTimeout(timer));
  server.unref();
  return new Promise((resolve, reject) => {
    server.on("error", reject).listen(0, "127.0.0.1", () => resolve(server));
  });
}
