import { createServer } from "node:http";
import { createServer as createSocketServer, type AddressInfo, type Server } from "node:net";

/** Two loopback ports: one counts what is asked of it, the other counts who so much as connects. */
export class WatchedServer {
  readonly requests: string[] = [];
  connections = 0;
  tlsConnections = 0;
  private readonly http = createServer((request, response) => {
    this.requests.push(request.url ?? "");
    response.end();
  });
  private readonly tls = createSocketServer((socket) => {
    this.connections += 1;
    this.tlsConnections += 1;
    socket.on("error", () => undefined).destroy();
  });

  private constructor() {
    this.http.on("connection", () => {
      this.connections += 1;
    });
  }

  static async start(): Promise<WatchedServer> {
    const watched = new WatchedServer();
    await Promise.all([listen(watched.http), listen(watched.tls)]);
    return watched;
  }

  get targets(): { http: string; tls: string } {
    return {
      http: `http://127.0.0.1:${portOf(this.http)}`,
      tls: `https://127.0.0.1:${portOf(this.tls)}`,
    };
  }

  reset(): void {
    this.requests.length = 0;
    this.connections = 0;
    this.tlsConnections = 0;
  }

  stop(): void {
    this.http.close();
    this.http.closeAllConnections();
    this.tls.close();
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
