import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { pick, seededRandom } from "../unit/core/text/seededRandom.ts";

const FIRST = ["anna", "ben", "carla", "dmitri", "emil", "frida", "günter", "hana", "ivo", "jo"];
const LAST = ["smith", "jones", "müller", "garcia", "olsen", "novak", "o'neill", "tanaka", "silva", "brown"];
const COMPANY = [
  "acme",
  "globex",
  "initech",
  "umbrella",
  "hooli",
  "stark-industries",
  "wayne",
  "massive-dynamic",
];
const TOP = ["com", "io", "co.uk", "de", "net", "org"];
const TITLE = ["Head of Sales", "CTO", "VP, Marketing", "Founder", "Geschäftsführer", "Account Executive"];
const BLOCK_ROWS = 4000;

/**
 * A list of leads as people have them, without end, in blocks of some 400 KB: one address a row, quotes where they are
 * needed, some rows beyond ASCII, some addresses that are not plain. The same for the same seed.
 */
export function* leadsCsv(seed: number): Generator<Buffer, never, undefined> {
  const random = seededRandom(seed);
  let header = "id,first_name,last_name,email,company,title,website,notes\r\n";
  for (let id = 1; ;) {
    const rows = [header];
    header = "";
    for (const end = id + BLOCK_ROWS; id < end; id++) rows.push(leadRow(id, random));
    yield Buffer.from(rows.join(""));
  }
}

function leadRow(id: number, random: () => number): string {
  const [first, last, company] = [pick(random, FIRST), pick(random, LAST), pick(random, COMPANY)];
  const domain = `${company}.${pick(random, TOP)}`;
  const local = random() < 0.05 ? `${first}+${id}` : `${first}.${last}${id}`;
  const address = /[^a-z\d.+]/.test(local) && random() < 0.9 ? `lead${id}@${domain}` : `${local}@${domain}`;
  const title = pick(random, TITLE);
  const cell = title.includes(",") ? `"${title}"` : title;
  return `${id},${first},${last},${address},${company} Ltd,${cell},https://www.${domain}/,met at the fair\r\n`;
}

/** Writes a file of leads of about this many megabytes (10^6 bytes). */
export async function writeLeadsCsv(file: string, megabytes: number): Promise<void> {
  const out = createWriteStream(file);
  let written = 0;
  for (const block of leadsCsv(1)) {
    if (!out.write(block)) await once(out, "drain");
    written += block.length;
    if (written >= megabytes * 1e6) break;
  }
  out.end();
  await once(out, "finish");
}
