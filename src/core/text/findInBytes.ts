import { ByteScanner } from "./byteScanner.ts";
import { type FoundInBytes, MAX_SLICE, type SliceScanner } from "./sliceScanner.ts";
import { sniffEncoding, type TextEncodingName } from "./sniffEncoding.ts";
import { TextScanner } from "./textScanner.ts";

/** How much of a chunk is looked at without a pause, in bytes: some milliseconds' worth. */
const MAX_STRETCH = 8 * MAX_SLICE;

/**
 * Finds the email addresses in a file of any size, by the rules of `findAddresses`, holding a few hundred kilobytes
 * of it. Answers in batches, in order. A chunk may be overwritten once the next one is asked for. Bytes that are no
 * text cut an address as any sign does.
 * @param encoding told by the first chunk when left out.
 * @throws whatever `chunks` throws.
 */
export async function* findInBytes(
  chunks: AsyncIterable<Uint8Array>,
  encoding?: TextEncodingName,
): AsyncGenerator<readonly FoundInBytes[], void, undefined> {
  let scanner: SliceScanner | undefined;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += MAX_SLICE) {
      if (from > 0 && from % MAX_STRETCH === 0) await nextTurn();
      const slice = chunk.subarray(from, from + MAX_SLICE);
      scanner ??= scannerFor(encoding ?? sniffEncoding(slice).encoding);
      const found = scanner.scan(slice, false);
      if (found.length > 0) yield found;
    }
  }
  const rest = scanner?.scan(new Uint8Array(0), true) ?? [];
  if (rest.length > 0) yield rest;
}

function scannerFor(encoding: TextEncodingName): SliceScanner {
  return encoding === "utf-8" ? new ByteScanner() : new TextScanner(encoding);
}

/** Lets timers and input have their turn: a chunk may be a whole file. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
