import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startSandbox } from "../../src/sandbox/startSandbox.ts";
import { openStore } from "../../src/store/openStore.ts";
import { seeded } from "../bench/seeded.ts";
import { bundleProgram } from "../bench/verifyBundle.ts";
import { Host } from "../bench/verifyCrash.ts";
import { chargesAt } from "./chargesAt.ts";
import { addCounts, inRounds, NOTHING, type SoakCounts, type SoakKind } from "./soakKind.ts";

const ADDRESSES = 40;
const DRAFTS = 3;
const SECRET = 7;
const OTHER_SECRET = 8;

interface Scene {
  readonly name: string;
  readonly file: string;
  readonly random: () => number;
  /** Starts a window; with `limit` no file of its may grow beyond so many blocks. */
  readonly start: (options?: { readonly secret?: number; readonly limit?: number }) => Host;
  /** What was paid for so far. */
  readonly paid: () => Promise<number>;
}

interface Told {
  readonly kills: number;
  /** What was said and is not so. */
  readonly untrue: number;
  /** Drafts that are damaged on purpose. */
  readonly damaged?: number;
}

/** Another program holds the lock, for longer than a statement waits for it. */
async function locked({ file, random, start }: Scene): Promise<Told> {
  const window = start();
  await window.said(/working/);
  const other = new DatabaseSync(file, { timeout: 5_000 });
  const hold = async (): Promise<void> => {
    other.exec("BEGIN IMMEDIATE");
    await sleep(100 + random() * 800);
  };
  await hold();
  await window.kill();
  const next = start();
  await sleep(random() * 200);
  other.exec("ROLLBACK");
  await sleep(random() * 100);
  await hold();
  other.exec("ROLLBACK");
  other.close();
  await next.said(/ended|refused/);
  await next.exited;
  return { kills: 1, untrue: 0 };
}

/** No file may grow any more, from a random size on. */
async function full({ random, start, paid }: Scene): Promise<Told> {
  const window = start({ limit: Math.floor(40 + random() * 300) });
  const word = await window.said(/refused \w+|ended \w+ \w*;/);
  const isKept = (await window.said(/opened \w+/)) === "opened durable";
  const untrue = !isKept && (await paid()) > 0 ? 1 : 0;
  await window.exited;
  return { kills: 0, untrue: untrue + (word.startsWith("ended cancelled") ? 1 : 0) };
}

/** Nothing can be written where the store should lie, until it can. */
async function unwritable({ file, start, paid }: Scene): Promise<Told> {
  mkdirSync(file);
  const window = start();
  const word = await window.said(/refused \w+|ended \w+/);
  await window.exited;
  const untrue = word === "refused noPlace" && (await paid()) === 0 ? 0 : 1;
  rmdirSync(file);
  return { kills: 0, untrue };
}

/** The file is taken away under a window at work. */
async function gone({ file, random, start }: Scene): Promise<Told> {
  const window = start();
  const before = await settled(window, 1 + Math.floor(random() * 8));
  // Too late: what is taken away once nothing more is written is gone.
  if (before > ADDRESSES - 10) {
    await window.kill();
    return { kills: 1, untrue: 0 };
  }
  rmSync(file);
  for (const beside of ["-wal", "-shm"]) if (random() < 0.5) rmSync(file + beside, { force: true });
  // What it has noted since is in the file that it has made anew.
  await settled(window, before + 4);
  await window.kill();
  return { kills: 1, untrue: existsSync(file) ? 0 : 1 };
}

/** A window with another secret, as after the system's keychain was lost, and the right one again. */
async function otherSecret({ random, start }: Scene): Promise<Told> {
  const window = start();
  await settled(window, 1 + Math.floor(random() * ADDRESSES * 0.8));
  await window.kill();
  const other = start({ secret: OTHER_SECRET });
  const word = await other.said(/opened \w+ \w+/);
  await other.kill();
  return { kills: 2, untrue: word === "opened durable otherKey" ? 0 : 1 };
}

/** One bit flips in what is kept of the run, and in one draft. */
async function damaged({ file, random, start }: Scene): Promise<Told> {
  const window = start();
  await settled(window, 1 + Math.floor(random() * ADDRESSES * 0.8));
  await window.kill();
  const db = new DatabaseSync(file, { timeout: 5_000 });
  for (const [table, column] of [
    ["runs", "title"],
    ["drafts", "text"],
  ] as const) {
    const row = db.prepare(`SELECT rowid AS row, ${column} AS value FROM ${table} LIMIT 1`).get();
    const bytes = row?.["value"];
    if (!(bytes instanceof Uint8Array)) throw new Error(`No ${table}.${column} to damage`);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(bytes, Number(row?.["row"]));
  }
  db.close();
  return { kills: 1, untrue: 0, damaged: 1 };
}

/** By names that addresses may have. */
const SCENES = { locked, full, unwritable, gone, othersecret: otherSecret, damaged };

/** Until it has written so many verdicts, or has ended. Answers how many. */
async function settled(window: Host, count: number): Promise<number> {
  for (;;) {
    const word = await window.said(/settled \d+;(?![^]*settled)|ended/);
    const seen = Number(/\d+/.exec(word)?.[0] ?? ADDRESSES);
    if (seen >= count) return seen;
    await sleep(5);
  }
}

/** Whatever happened, the next window comes to the end, pays for nothing twice, and finds what was kept. */
async function trial(
  scene: Scene,
  play: (scene: Scene) => Promise<Told>,
  origin: string,
): Promise<SoakCounts> {
  const { kills, untrue, damaged: broken = 0 } = await play(scene);
  const last = scene.start();
  const word = await last.said(/ended \w+|refused \w+/);
  await last.exited;
  const { doubled, lost } = await chargesAt(origin, ADDRESSES, `+${scene.name}.`);
  const store = await openStore({ file: scene.file, secret: Buffer.alloc(32, SECRET) });
  try {
    const unknown = Array.from({ length: ADDRESSES }, (_, i) => i).filter(
      (i) =>
        store.ledger.find(`verified+${scene.name}.${i}@company-${i % 7}.example`)?.verdict !== "verified",
    );
    const drafts = store.drafts.list("bench");
    const whole = new Set(drafts.filter(({ text }) => /^draft \d$/.test(text)).map(({ text }) => text));
    const missing = DRAFTS - broken - whole.size + (DRAFTS - drafts.length);
    return {
      ...{ kills, doubled, over: 0, lost: lost + unknown.length + Math.max(0, missing) },
      untrue: untrue + (word === "ended done" ? 0 : 1),
    };
  } finally {
    store.close();
  }
}

async function round(seed: number): Promise<SoakCounts> {
  const sandbox = await startSandbox({ verifyDelayMs: 20 });
  const dir = mkdtempSync(path.join(tmpdir(), "instantly-broken-"));
  const program = await bundleProgram("brokenStoreChild", import.meta.dirname);
  try {
    const all = Object.entries(SCENES).map(([name, play], index) => {
      const file = path.join(dir, name, "store.db");
      mkdirSync(path.dirname(file));
      const scene: Scene = {
        name,
        file,
        random: seeded(seed + index),
        start: ({ secret = SECRET, limit } = {}) =>
          new Host(
            [
              program,
              ...[`--origin=${sandbox.origin}`, `--key=${sandbox.keys.full}`, `--store=${file}`],
              ...[`--count=${ADDRESSES}`, `--name=${name}`, `--secret=${secret}`],
              ...(limit === undefined ? ["--patient"] : []),
            ],
            limit,
          ),
        paid: async () => ADDRESSES - (await chargesAt(sandbox.origin, ADDRESSES, `+${name}.`)).lost,
      };
      return trial(scene, play, sandbox.origin);
    });
    return (await Promise.all(all)).reduce(addCounts, NOTHING);
  } finally {
    rmSync(dir, { recursive: true, force: true });
    await sandbox.close();
  }
}

/** Stores that are locked, full, unwritable, taken away, of another secret or damaged, with windows that die on them. */
export const brokenStores: SoakKind = {
  name: "broken-stores",
  rounds: 20,
  run: (scale) => inRounds(scale, round),
};
