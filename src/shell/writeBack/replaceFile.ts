import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, open, realpath, rename, rm, stat } from "node:fs/promises";
import * as path from "node:path";

/**
 * Puts new content in the place of a file at one moment, keeping the old one beside it as `<name>.bak`. Whatever goes
 * wrong before that moment leaves the file as it was and nothing else behind.
 * @param isCurrent asked when all is written: false leaves the file alone.
 * @returns the path of the kept file; undefined when it was left alone.
 * @throws whatever the file system and `content` throw.
 */
export async function replaceFile(
  file: string,
  content: AsyncIterable<Uint8Array>,
  isCurrent: () => boolean,
): Promise<string | undefined> {
  const target = await realpath(file); // a link stays a link
  const before = await stat(target);
  const temporary = await writeTemporary(target, content, before.mode);
  let kept: string | undefined;
  try {
    const now = await stat(target);
    const isSame = now.size === before.size && now.mtimeMs === before.mtimeMs && now.ino === before.ino;
    if (!isSame || !isCurrent()) return undefined;
    kept = await keep(target);
    await rename(temporary, target);
    return kept;
  } catch (error) {
    if (kept !== undefined) await rm(kept, { force: true });
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Writes a file at one moment, over one of that name if there is one.
 * @throws whatever the file system and `content` throw; then nothing is left behind.
 */
export async function writeWhole(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const temporary = await writeTemporary(file, content, undefined);
  try {
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** In the same folder, since only within one file system a rename is one step. */
async function writeTemporary(
  target: string,
  content: AsyncIterable<Uint8Array>,
  mode: number | undefined,
): Promise<string> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.tmp`);
  const handle = await open(temporary, "wx", mode === undefined ? 0o666 : mode & 0o777);
  try {
    await handle.writeFile(content);
    if (mode !== undefined) await handle.chmod(mode & 0o7777);
    await handle.sync();
    await handle.close();
    return temporary;
  } catch (error) {
    await handle.close();
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Gives the file a second name that is free: `leads.csv.bak`, `leads.csv.2.bak`. */
async function keep(target: string): Promise<string> {
  for (let count = 1; ; count++) {
    const kept = `${target}${count === 1 ? "" : `.${count}`}.bak`;
    try {
      await link(target, kept);
      return kept;
    } catch (error) {
      if (isCode(error, "EEXIST")) continue;
      if (await copied(target, kept)) return kept; // a file system without links
    }
  }
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
