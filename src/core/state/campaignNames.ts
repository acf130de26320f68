import { ApiError } from "../api/errors.ts";
import { readable } from "../api/page.ts";
import type { CampaignsApi } from "../api/resources/campaigns.ts";
import { Emitter } from "../emitter.ts";

/** A workspace with more campaigns shows the ids of the rest. */
const MAX_PAGES = 10;

/** What campaigns are called, for whoever has only their ids; read once, when first asked for. */
export class CampaignNames {
  private readonly names = new Map<string, string>();
  private readonly changed = new Emitter<void>();
  private readonly controller = new AbortController();
  private reading: Promise<void> | undefined;

  constructor(private readonly api: CampaignsApi) {}

  /** Undefined while it is not known, and for a key without the scope for campaigns. */
  of(id: string): string | undefined {
    const name = this.names.get(id);
    if (name === undefined) void (this.reading ??= this.read());
    return name;
  }

  readonly onDidChange = (listener: () => void): (() => void) => this.changed.event(listener);

  dispose(): void {
    this.controller.abort();
    this.changed.dispose();
  }

  private async read(): Promise<void> {
    const { signal } = this.controller;
    let after: string | undefined;
    try {
      for (let pages = 0; pages < MAX_PAGES; pages++) {
        const page = await this.api.list({ after, signal });
        for (const { id, name } of readable(page.rows)) this.names.set(id, name);
        if (page.next === undefined || page.next === after) break;
        after = page.next;
      }
    } catch (error) {
      // The rows are there all the same, under the ids; the list says what is wrong with the connection.
      if (!(error instanceof ApiError) && !signal.aborted) throw error;
    }
    if (!signal.aborted && this.names.size > 0) this.changed.fire();
  }
}
