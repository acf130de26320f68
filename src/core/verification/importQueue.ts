import type { ImportItem } from "./readBackImport.ts";

/** Batches that came to nothing before an address is held to be refused, though Instantly does not say so. */
const MAX_FRUITLESS = 2;

/** The addresses of an import that are to be sent, in their order: what went in vain first, what was passed over last. */
export class ImportQueue {
  private readonly again: ImportItem[] = [];
  private readonly passedOver: ImportItem[] = [];
  /** All that ever came back: the journal has them as unreached. */
  private readonly returned = new Set<number>();
  /** How many batches came to nothing with an address, by its position. */
  private readonly fruitless = new Map<number, number>();
  private todo: Iterator<ImportItem> | undefined;
  private count: number;

  /**
   * @param left how many there are
   * @param unreached those that were never sent, read when they are needed.
   */
  constructor(
    left: number,
    private readonly unreached: () => Iterable<ImportItem>,
  ) {
    this.count = left;
  }

  /** How many are to be sent. */
  get left(): number {
    return this.count;
  }

  /** Those that the run has, and that are not in the list. */
  get unsent(): readonly ImportItem[] {
    return [...this.again, ...this.passedOver];
  }

  take(count: number): readonly ImportItem[] {
    const batch = this.again.splice(0, count);
    this.todo ??= this.unreached()[Symbol.iterator]();
    while (batch.length < count) {
      const next = this.todo.next();
      if (next.done === true) break;
      if (!this.returned.has(next.value.position)) batch.push(next.value);
    }
    batch.push(...this.passedOver.splice(0, count - batch.length));
    this.count -= batch.length;
    return batch;
  }

  /** They did not arrive. */
  sendAgain(items: readonly ImportItem[]): void {
    this.again.push(...items);
    this.cameBack(items);
  }

  /** The call arrived, and they are not there, which nothing explains. */
  passOver(items: readonly ImportItem[]): void {
    this.passedOver.push(...items);
    this.cameBack(items);
  }

  /** Nothing came of a batch. Answers which of its addresses are to be tried no more. */
  cameToNothing(items: readonly ImportItem[]): ReadonlySet<ImportItem> {
    return new Set(
      items.filter(({ position }) => {
        const tries = (this.fruitless.get(position) ?? 0) + 1;
        this.fruitless.set(position, tries);
        return tries >= MAX_FRUITLESS;
      }),
    );
  }

  private cameBack(items: readonly ImportItem[]): void {
    for (const { position } of items) this.returned.add(position);
    this.count += items.length;
  }
}
