import type { SharedSlots, SlotNeed, SlotWay } from "../core/api/budget.ts";

/** Mirrors the store's. */
interface SlotFile {
  of(group: string): SharedSlots;
  close(): void;
}

/** How soon a request asks again that came before the file was open. */
const OPENING_MS = 20;

/** Counts this window's requests with those of the machine's other windows, from the first one on; each API by itself. */
export class RequestSlots implements SharedSlots {
  readonly #open: () => Promise<SlotFile | undefined>;
  #file: SlotFile | undefined;
  #state: "closed" | "opening" | "open" | "none" = "closed";
  #isDisposed = false;
  #origin = "";
  readonly #slots = new Map<string, SharedSlots>();

  constructor(open: () => Promise<SlotFile | undefined>) {
    this.#open = open;
  }

  /** From here on requests go to this API. */
  use(origin: string): void {
    this.#origin = origin;
    if (this.#state === "closed") void this.#openFile();
  }

  /** Without a file, as in hosts that lack SQLite, the window counts alone. */
  take(needs: readonly SlotNeed[], now: number, read?: () => number, way?: SlotWay): number {
    if (this.#state === "none") return 0;
    if (this.#file === undefined) {
      this.use(this.#origin);
      return now + OPENING_MS;
    }
    const slots = this.#slots.get(this.#origin) ?? this.#file.of(this.#origin);
    this.#slots.set(this.#origin, slots);
    return slots.take(needs, now, read, way);
  }

  /** Lets go of the file, as before it is removed; the next request opens it anew. */
  release(): void {
    if (this.#state !== "open") return;
    this.#state = "closed";
    this.#slots.clear();
    this.#file?.close();
    this.#file = undefined;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.release();
    this.#state = "none";
  }

  async #openFile(): Promise<void> {
    this.#state = "opening";
    const file = await this.#open().catch(() => undefined);
    if (file !== undefined && !this.#isDisposed) {
      this.#file = file;
      this.#state = "open";
    } else {
      file?.close();
      this.#state = "none";
    }
  }
}
