// Measures the address scanner in a process of its own: `speed FILE RG ROUNDS` or `memory MEGABYTES`; prints JSON.
import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { findInBytes } from "../../src/core/text/findInBytes.ts";
import { leadsCsv } from "./extractInput.ts";

/** What one round of `speed` took, in milliseconds. */
export interface ExtractRound {
  readonly ours: number;
  readonly longestBlock: number;
  readonly regex: number;
  readonly indexOfAt: number;
  /** Undefined where there is no ripgrep. */
  readonly ripgrep: number | undefined;
}

const CHUNK = 1 << 18;
const PATTERN = String.raw`[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}`;

/** A file's chunks, the next one being read while one is used. */
async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    let [buffer, spare] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
    let reading = handle.read(buffer, 0, CHUNK);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      [buffer, spare] = [spare, buffer];
      reading = handle.read(buffer, 0, CHUNK);
      yield chunk;
    }
  } finally {
    await handle.close();
  }
}

/** Passes chunks on and notes how long each is worked on at a stretch. */
async function* noting(
  chunks: AsyncIterable<Uint8Array>,
  note: (ms: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    const from = performance.now();
    yield chunk;
    note(performance.now() - from);
  }
}

async function countAddresses(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const batch of findInBytes(chunks)) count += batch.length;
  return count;
}

async function timed(work: () => Promise<number>): Promise<number> {
  const from = performance.now();
  const count = await work();
  if (count === 0) throw new Error("Nothing was found, so nothing was measured.");
  return performance.now() - from;
}

async function decodeAndMatch(file: string): Promise<number> {
  const text = (await readFile(file)).toString("utf8");
  const found: { offset: number; address: string }[] = [];
  for (const match of text.matchAll(new RegExp(PATTERN, "g")))
    found.push({ offset: match.index, address: match[0] });
  return found.length;
}

async function runRipgrep(program: string, file: string): Promise<number> {
  const child = spawn(program, ["--no-config", "-o", PATTERN, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let bytes = 0;
  for await (const chunk of child.stdout) bytes += (chunk as Buffer).length;
  return bytes;
}

function countAts(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x40); at >= 0; at = bytes.indexOf(0x40, at + 1)) count++;
  return count;
}

async function measureRound(file: string, ripgrep: string): Promise<ExtractRound> {
  let longestBlock = 0;
  const note = (ms: number): void => void (longestBlock = Math.max(longestBlock, ms));
  const ours = await timed(() => countAddresses(noting(readChunks(file), note)));
  const ripgrepMs = ripgrep === "" ? undefined : await timed(() => runRipgrep(ripgrep, file));
  const regex = await timed(() => decodeAndMatch(file));
  const bytes = await readFile(file);
  const indexOfAt = await timed(() => Promise.resolve(countAts(bytes)));
  return { ours, longestBlock, regex, indexOfAt, ripgrep: ripgrepMs };
}

async function* leads(megabytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const blocks = leadsCsv(1);
  const some = Array.from({ length: 2 }, () => blocks.next().value); // made once: the stream is measured, not the generator
  while (bytes < megabytes * 1e6)
    for (const block of some) {
      yield await new Promise<Uint8Array>((resolve) => setImmediate(resolve, block));
      bytes += block.length;
    }
}

async function main([what, ...rest]: readonly string[]): Promise<unknown> {
  if (what === "memory") {
    await countAddresses(leads(Number(rest[0])));
    return process.resourceUsage().maxRSS / 1024;
  }
  const [file = "", ripgrep = "", rounds = "1"] = rest;
  const measured: ExtractRound[] = [];
  for (let round = 0; round < Number(rounds); round++) measured.push(await measureRound(file, ripgrep));
  return measured;
}

void main(process.argv.slice(2)).then((result) => console.log(JSON.stringify(result)));
