import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile, writeWhole } from "../../../../src/shell/writeBack/replaceFile.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "instantly-replace-"));
  file = path.join(folder, "leads.csv");
  writeFileSync(file, "old");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* parts(...texts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield await Promise.resolve(Buffer.from(text));
  }
}

const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
const said = (name: string): string => readFileSync(path.join(folder, name), "utf8");

test("keeps the old file beside the new one, and never writes over one that was kept before", async () => {
  expect(await replaceFile(file, parts("n", "ew"), () => true)).toBe(`${file}.bak`);
  expect(await replaceFile(file, parts("newer"), () => true)).toBe(`${file}.2.bak`);

  expect(readdirSync(folder).map((name) => [name, said(name)])).toEqual([
    ["leads.csv", "newer"],
    ["leads.csv.2.bak", "new"],
    ["leads.csv.bak", "old"],
  ]);
});

test("leaves everything as it was when the disk is full in the middle", async () => {
  await expect(replaceFile(file, parts("n", full), () => true)).rejects.toBe(full);

  expect(readdirSync(folder)).toEqual(["leads.csv"]);
  expect(said("leads.csv")).toBe("old");
});

test("leaves everything as it was when the content is no longer right", async () => {
  expect(await replaceFile(file, parts("new"), () => false)).toBeUndefined();

  expect(readdirSync(folder)).toEqual(["leads.csv"]);
  expect(said("leads.csv")).toBe("old");
});

test("does not write over what somebody else has written meanwhile", async () => {
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield* parts("new");
    writeFileSync(file, "theirs");
  }

  expect(await replaceFile(file, slow(), () => true)).toBeUndefined();
  expect(readdirSync(folder)).toEqual(["leads.csv"]);
  expect(said("leads.csv")).toBe("theirs");
});

test("keeps who may read the file, and a link a link", async () => {
  chmodSync(file, 0o640);
  const linked = path.join(folder, "link.csv");
  symlinkSync(file, linked);

  await replaceFile(linked, parts("new"), () => true);

  expect(said("leads.csv")).toBe("new");
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(["leads.csv", "leads.csv.bak", "link.csv"]);
});

test("writes a new file whole or not at all", async () => {
  const target = path.join(folder, "leads.verified.csv");

  await expect(writeWhole(target, parts("half", full))).rejects.toBe(full);
  expect(readdirSync(folder)).toEqual(["leads.csv"]);
  await writeWhole(target, parts("whole"));
  expect(said("leads.verified.csv")).toBe("whole");
});
