import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** How a browser reaches a port of this machine under the address that VS Code makes of it. */
export interface PortRedirect {
  /** With `{{port}}` in it, as VS Code wants it: a part of the path, since it is read as an address before that is filled in. */
  readonly template: string;
  stop(): void;
}

/**
 * The VS Code server leaves pages that an extension serves to a proxy in front of it, and has none itself. Its window runs on
 * the same machine, so that sending the browser on is enough.
 */
export async function startPortRedirect(): Promise<PortRedirect> {
  const server = createServer(({ url = "" }, response) => {
    const [, port, path = ""] = /^\/(\d{1,5})\/(.*)$/u.exec(url) ?? [];
    if (port === undefined) response.writeHead(404).end();
    else response.writeHead(302, { location: `http://127.0.0.1:${port}/${path}` }).end();
  });
  server.unref();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { template: `http://127.0.0.1:${port}/{{port}}/`, stop: () => server.close() };
}
