/** What of a page keeps how it is looked at. */
interface Keeper {
  readonly kept: Readonly<Record<string, string>>;
  keep(name: string, value: string): void;
}

const NAME = "unfolded";

/** Which messages of a conversation are unfolded: at first the one that it was opened for. Kept with the page's looks. */
export class Folds {
  private owner = "";
  private open: ReadonlySet<string> = new Set();

  constructor(private readonly page: Keeper) {}

  /** The conversation that is shown now, by the message that it was opened for; answers whether it is another. */
  of(owner: string): boolean {
    if (owner === this.owner) return false;
    this.owner = owner;
    const [keptOwner, ...ids] = (this.page.kept[NAME] ?? "").split(" ");
    this.open = new Set(keptOwner === owner ? ids.filter((id) => id !== "") : [owner]);
    return true;
  }

  isOpen(id: string): boolean {
    return this.open.has(id);
  }

  toggle(id: string): void {
    const others = [...this.open].filter((open) => open !== id);
    this.set(this.isOpen(id) ? others : [...others, id]);
  }

  set(ids: readonly string[]): void {
    this.open = new Set(ids);
    this.page.keep(NAME, [this.owner, ...ids].join(" "));
  }
}
