import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";

// A verification API in a process of its own: answers take as long as live ones do, and a sliding second counts calls.

const LIMIT = 100;
const WINDOW_MS = 1_000;
const MEDIAN_MS = 1_200;
const P99_MS = 8_000;
/** Of the log-normal distribution with that median and that 99th percentile. */
const SIGMA = Math.log(P99_MS / MEDIAN_MS) / 2.326;

const { values } = parseArgs({ options: { others: { type: "string", default: "0" } } });
const random = seeded(7);
const taken: number[] = [];
const answeredAt: number[] = [];
const latenciesMs: number[] = [];
let firstAt = 0;
let refused = 0;

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

function latencyMs(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return MEDIAN_MS * Math.exp(SIGMA * normal);
}

function take(): boolean {
  const now = performance.now();
  while ((taken[0] ?? Infinity) <= now - WINDOW_MS) taken.shift();
  if (taken.length >= LIMIT) return false;
  taken.push(now);
  return true;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

/** What another client of the same key takes, evenly. */
function others(perSecond: number): void {
  const startedAt = performance.now();
  let done = 0;
  setInterval(() => {
    for (const due = ((performance.now() - startedAt) * perSecond) / 1_000; done < due; done++) take();
  }, 5);
}

function verify(body: string, response: ServerResponse): void {
  firstAt ||= performance.now();
  if (!take()) {
    refused++;
    send(response, 429, { statusCode: 429, error: "Too Many Requests", message: "Rate limit exceeded" });
    return;
  }
  const { email } = JSON.parse(body) as { email: string };
  const waitMs = latencyMs();
  latenciesMs.push(waitMs);
  setTimeout(() => {
    answeredAt.push(performance.now());
    const verdict = {
      verification_status: "verified",
      catch_all: false,
      credits: 100_000,
      credits_used: 0.25,
    };
    send(response, 200, { email, status: "success", ...verdict });
  }, waitMs);
}

const server = createServer((request, response) => {
  if (request.url === "/stats") {
    send(response, 200, { refused, firstAt, answeredAt, latenciesMs });
  } else if (request.method === "GET") {
    send(response, 404, { message: "Resource not found" });
  } else {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => verify(body, response));
  }
});

if (Number(values.others) > 0) others(Number(values.others));
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
