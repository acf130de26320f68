// Loaded into the VS Code server before its own code (node --import). The web workbench seals SecretStorage with a key
// half from `POST /mint-key`, which code-server's front end would answer. Without an answer, secrets live in memory
// only and are lost when the window reloads.
import { Buffer } from "node:buffer";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { Server } from "node:http";
import process from "node:process";
import { URL } from "node:url";

const token = process.env.MINT_KEY_TOKEN;
delete process.env.MINT_KEY_TOKEN; // not for the extension host, which inherits --import as well

if (token !== undefined) {
  const keyHalf = randomBytes(32);
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (event, ...args) {
    const [request, response] = args;
    if (event !== "request" || !asksForKey(request)) return emit.call(this, event, ...args);
    if (isSame(connectionToken(request), token)) response.writeHead(200).end(keyHalf);
    else response.writeHead(403).end();
    return true;
  };
}

function asksForKey({ method, url }) {
  return method === "POST" && new URL(url, "http://localhost").pathname === "/mint-key";
}

function connectionToken(request) {
  const cookie = /(?:^|;\s*)vscode-tkn=([^;]*)/.exec(request.headers.cookie ?? "");
  return cookie === null ? "" : cookie[1];
}

function isSame(a, b) {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
