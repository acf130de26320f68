import { ApiError, type ApiFailure } from "../api/errors.ts";
import { BrokenRow, type Page } from "../api/page.ts";
import { cutError, PageTrail } from "../api/pageTrail.ts";
import type { Lead } from "../api/resources/leads.ts";
import { mayHaveArrived } from "./chargeRisk.ts";
import type { ImportDesk } from "./importDesk.ts";

const TRIES = 3;

/** A page of a list's leads, and the cursor of the next one. */
export interface LeadPage extends Pick<Page<Lead>, "next" | "isCut"> {
  readonly leads: readonly Lead[];
  /** Whether every row could be read. */
  readonly isWhole: boolean;
}

/** The list at Instantly that an import fills. */
export class ImportList {
  constructor(private readonly desk: ImportDesk) {}

  /** @throws Error before it is made. */
  get id(): string {
    const { listId } = this.desk.kept;
    if (listId === undefined) throw new Error("The list is not made yet.");
    return listId;
  }

  /** Makes it unless it is there, and tries what the key must be able to do before anything is paid for. */
  async open(): Promise<void> {
    const { desk } = this;
    if (desk.kept.list !== "made") {
      const listId = (desk.kept.list === "asked" ? await this.find() : undefined) ?? (await this.make());
      await desk.keep({ list: "made", listId });
    }
    await this.stats();
    await this.page(undefined);
  }

  /** How many leads stand where in verification. */
  stats(): ReturnType<ImportDesk["api"]["lists"]["verificationStats"]> {
    const { api, patient, options } = this.desk;
    return patient.call(() => api.lists.verificationStats(this.id, options));
  }

  /**
   * Its leads from a cursor on, page by page.
   * @throws Halt; ApiError after the last page that can be reached, where there are more: they are not "not added"
   */
  async *pages(from: string | undefined): AsyncGenerator<LeadPage> {
    const trail = new PageTrail();
    const firsts = new Set<string | undefined>();
    for (let after = from; ; after = trail.next) {
      this.desk.check();
      const page = await this.page(after);
      yield page;
      const first = page.leads[0]?.id;
      trail.follow(page, !firsts.has(first));
      firsts.add(first);
      if (trail.isCut) throw cutError();
      if (trail.next === undefined) return;
    }
  }

  private async page(after: string | undefined): Promise<LeadPage> {
    const { api, patient, options } = this.desk;
    const { rows, ...rest } = await patient.call(() => api.leads.listOf(this.id, { ...options, after }));
    const leads = rows.flatMap((row) => (row instanceof BrokenRow ? [] : [row]));
    return { leads, isWhole: leads.length === rows.length, ...rest };
  }

  /** After a lost answer the list may be there: it is looked for by its name before it is made again. */
  private async make(): Promise<string> {
    const { desk } = this;
    const { api, patient, options } = desk;
    await desk.keep({ list: "asked" });
    const isSafe = (failure: ApiFailure): boolean => !mayHaveArrived(failure);
    for (let tries = 1; ; tries++) {
      try {
        return (await patient.call(() => api.lists.create(desk.kept.listName, options), isSafe)).id;
      } catch (error) {
        if (!(error instanceof ApiError) || !mayHaveArrived(error.failure)) throw error;
        await desk.nap(desk.settleMs);
        const found = await this.find();
        if (found !== undefined) return found;
        if (tries === TRIES) throw error;
      }
    }
  }

  private async find(): Promise<string | undefined> {
    const { api, patient, options, kept } = this.desk;
    const trail = new PageTrail();
    do {
      const request = { ...options, after: trail.next };
      const page = await patient.call(() => api.lists.list(request));
      for (const row of page.rows)
        if (!(row instanceof BrokenRow) && row.name === kept.listName) return row.id;
      trail.follow(page, false);
      // What cannot be seen may be there: no other is made.
      if (trail.isCut) throw cutError();
    } while (trail.next !== undefined);
    return undefined;
  }
}
