import { ApiError } from "../api/errors.ts";
import { type AddedLeads, MAX_ADDED } from "../api/resources/leads.ts";
import { mayHaveArrived } from "./chargeRisk.ts";
import { Elsewhere, ELSEWHERE_MS } from "./elsewhere.ts";
import { addressKey } from "../text/address.ts";
import { ImportBudget, TRIAL } from "./importBudget.ts";
import type { ImportDesk } from "./importDesk.ts";
import { ImportFollow } from "./importFollow.ts";
import { ImportList } from "./importList.ts";
import { ImportQueue } from "./importQueue.ts";
import type { ItemOutcome, RunSettings } from "./journal.ts";
import { ASKED } from "./ledger.ts";
import { Halt } from "./patientCalls.ts";
import type { PauseReason } from "./pauseReason.ts";
import type { KnownItem } from "./runBook.ts";
import type { ImportItem, ImportSoFar } from "./readBackImport.ts";
import type { ImportState } from "./runState.ts";
import { yieldNow } from "./yieldNow.ts";

/** So many are marked or written at once: a thousand would hold up the window for too long. */
const CHUNK = 250;
/** Batches lost in a row before it is an outage. */
const MAX_LOSSES = 3;
/** How often a list is read again that says it has more leads than it shows. */
const MAX_LOOKS = 3;

/** What an import needs besides the lead calls. */
export interface ImportNeeds {
  /** The workspace's credits. @throws ApiError without the scope for it. */
  readonly balance: () => Promise<number>;
  /** Reads a single check back, free of charge: its outcome, or undefined when there was none. */
  readonly lookUp: (address: string) => Promise<ItemOutcome | undefined>;
}

/** The stages of an import: list, addresses, verdicts; each can be interrupted and taken up again. */
export class ImportWork {
  readonly budget: ImportBudget;
  private readonly list: ImportList;
  private readonly follow: ImportFollow;
  private readonly pending: Map<string, ImportItem>;
  private readonly queue: ImportQueue;
  private readonly elsewhere: Elsewhere<ImportItem>;
  private stage: ImportState["stage"] = "list";
  private checked: number;
  private losses = 0;
  private mayBeCharged: boolean;

  constructor(
    private readonly desk: ImportDesk,
    private readonly soFar: ImportSoFar,
    settings: RunSettings,
    private readonly needs: ImportNeeds,
  ) {
    this.pending = soFar.pending;
    this.queue = new ImportQueue(soFar.left, () => this.unreached());
    this.checked = soFar.checked;
    this.mayBeCharged = soFar.pending.size + soFar.unsure.length > 0;
    this.budget = new ImportBudget(settings, soFar.kept);
    this.list = new ImportList(desk);
    this.elsewhere = new Elsewhere(desk.book);
    this.follow = new ImportFollow(desk, this.list, this.pending, () => this.checked++);
  }

  /** How far it has come, for people. */
  get state(): ImportState {
    const { listName, listId } = this.desk.kept;
    const added = this.checked + this.pending.size;
    const checked = Math.min(added, Math.max(this.checked, this.follow.checked));
    return { stage: this.stage, listName, listId, added, checked, left: this.queue.left };
  }

  /** Addresses without a verdict that Instantly, or another run, works on. */
  get waiting(): number {
    return this.pending.size + this.elsewhere.size;
  }

  /** Those that the run has, and that are not in the list. */
  get unsent(): readonly ImportItem[] {
    return this.queue.unsent;
  }

  /** Does all of it. Answers why it stands still, undefined when it is done. @throws ApiError, StoreError, Halt */
  async run(): Promise<PauseReason | undefined> {
    await this.lookUp(this.soFar.lookups);
    await this.readBalance();
    await this.list.open();
    const absent = await this.findInList(this.soFar.unsure);
    await this.toSendAgain(absent);
    for (;;) {
      const reason = (await this.sendAll()) ?? (await this.untilChecked());
      if (reason !== undefined) return reason;
      await this.learn();
      while (this.queue.left === 0) {
        if (this.elsewhere.size === 0) return undefined;
        if (this.elsewhere.isStuck) return this.elsewhere.reason;
        await this.desk.nap(ELSEWHERE_MS);
        await this.lookElsewhere();
      }
    }
  }

  /** Brings back what is there, for a run that will not go on. @throws ApiError, StoreError */
  async lastLook(): Promise<void> {
    if (this.desk.kept.list !== "made" || this.pending.size === 0) return;
    await this.follow.readNews();
    await this.readBalance();
  }

  /** What other runs may have paid for, one by one, is asked for first: that costs nothing. */
  private async lookUp(items: readonly ImportItem[]): Promise<void> {
    const { desk } = this;
    for (const item of items) {
      desk.check();
      const outcome = await desk.patient.call(() => this.needs.lookUp(item.address));
      if (outcome !== undefined) desk.note(item, outcome);
      else if (await desk.write(() => desk.book.claim(desk.lease, item))) await this.toSendAgain([item]);
      else this.elsewhere.add([item]);
    }
    await desk.flush();
  }

  private async lookElsewhere(): Promise<void> {
    const { known, free } = await this.desk.write(() => this.elsewhere.look());
    this.paidByOthers(known);
    await this.lookUp(free);
  }

  private paidByOthers(known: readonly KnownItem<ImportItem>[]): void {
    for (const { item, entry } of known) this.desk.note(item, { state: "settled", entry, isKnown: true });
  }

  private async sendAll(): Promise<PauseReason | undefined> {
    const { budget, pending } = this;
    while (this.queue.left > 0) {
      this.desk.check();
      const wanted = Math.min(budget.isTrial ? TRIAL : MAX_ADDED, this.queue.left);
      const room = budget.room(pending.size);
      if (pending.size > 0 && (budget.isTrial || room < wanted)) {
        const reason = (await this.untilChecked()) ?? (await this.learn());
        if (reason !== undefined) return reason;
        continue;
      }
      if (room === 0) return budget.reason;
      this.stage = "adding";
      await this.add(this.queue.take(Math.min(wanted, room)));
      await this.readBalance();
    }
    return undefined;
  }

  private async untilChecked(): Promise<PauseReason | undefined> {
    this.stage = "checking";
    this.desk.touch();
    const reason = await this.follow.untilChecked(() => this.readBalance());
    await this.readBalance();
    const { creditsPerCheck } = this.budget;
    const { balance = 0 } = this.budget.costs;
    // Without credits Instantly leaves leads where they are.
    return reason?.kind === "stalled" && balance < creditsPerCheck
      ? { kind: "balanceFloor", balance }
      : reason;
  }

  private async learn(): Promise<PauseReason | undefined> {
    const reason = this.budget.learn(this.checked);
    await this.desk.keep(this.budget.costs);
    return this.queue.left > 0 ? reason : undefined;
  }

  private async readBalance(): Promise<void> {
    const balance = await this.desk.patient.call(() => this.needs.balance());
    this.budget.read(balance, this.mayBeCharged);
    this.mayBeCharged = this.pending.size > 0;
    await this.desk.keep(this.budget.costs);
  }

  /** One call for up to a thousand. The journal knows of it before it is sent. */
  private async add(taken: readonly ImportItem[]): Promise<void> {
    const { desk } = this;
    const batch = await this.open(taken);
    if (batch.length === 0) return;
    this.mayBeCharged = true;
    const emails = batch.map(({ address }) => address);
    try {
      const send = (): Promise<AddedLeads> => desk.api.leads.addToList(this.list.id, emails, desk.options);
      const answer = await desk.patient.call(send, (failure) => !mayHaveArrived(failure));
      this.losses = 0;
      await this.added(batch, answer);
    } catch (error) {
      const isUnsent = error instanceof Halt || (error instanceof ApiError && !mayHaveArrived(error.failure));
      if (isUnsent) await this.toSendAgain(batch);
      if (isUnsent || !(error instanceof ApiError)) throw error;
      // It may have been taken, and charged: the list tells.
      await this.toSendAgain(await this.findInList(batch));
      if (++this.losses > MAX_LOSSES) throw error;
    }
  }

  private async added(batch: readonly ImportItem[], answer: AddedLeads): Promise<void> {
    const made = new Set(answer.created);
    const rest = batch.filter((_, index) => !made.has(index));
    await this.nowPending(batch.filter((_, index) => made.has(index)));
    const isExplained = answer.alreadyThere === 0 && rest.length <= answer.refused;
    const absent = isExplained ? rest : await this.findInList(rest);
    // Which of them it has refused it does not say: where it counts fewer than are absent, all are tried again.
    const isRefused = absent.length <= answer.refused;
    const given = made.size > 0 || absent.length < rest.length ? new Set() : this.queue.cameToNothing(absent);
    const refused = isRefused ? absent : absent.filter((item) => given.has(item));
    for (const item of refused) this.desk.note(item, { state: "refused", reason: "notAdded" });
    await this.desk.flush();
    if (isRefused) return;
    await this.putBack(
      absent.filter((item) => !given.has(item)),
      (items) => this.queue.passOver(items),
    );
  }

  /** Which of these are leads of the list follows from it; answers those that are not. */
  private async findInList(items: readonly ImportItem[]): Promise<readonly ImportItem[]> {
    if (items.length === 0) return [];
    const absent = new Map(items.map((item) => [addressKey(item.address), item]));
    for (let look = 1; look <= MAX_LOOKS && absent.size > 0; look++) {
      // New leads take some seconds to be found.
      await this.desk.nap(this.desk.settleMs);
      let rows = 0;
      const present: ImportItem[] = [];
      for await (const { leads } of this.list.pages(undefined)) {
        rows += leads.length;
        for (const { email = "" } of leads) {
          const item = absent.get(addressKey(email));
          if (item !== undefined) present.push(item);
          absent.delete(addressKey(email));
        }
      }
      await this.nowPending(present);
      if (rows >= (await this.list.stats()).total) break;
    }
    return [...absent.values()];
  }

  /** Those of them that are to be sent: no other run has paid for them, or is about to. */
  private async open(taken: readonly ImportItem[]): Promise<readonly ImportItem[]> {
    const { desk } = this;
    const batch: ImportItem[] = [];
    for (let at = 0; at < taken.length; at += CHUNK) {
      const turn = await desk.write(() => desk.book.open(desk.lease, taken.slice(at, at + CHUNK)));
      // Another window has the run, and finds these marked: it will look for them in the list.
      if (turn === undefined) throw new Halt();
      batch.push(...turn.ask);
      this.elsewhere.add([...turn.look, ...turn.elsewhere]);
      this.paidByOthers(turn.known);
      await yieldNow();
    }
    await desk.flush();
    return batch;
  }

  private async nowPending(items: readonly ImportItem[]): Promise<void> {
    const { desk } = this;
    const checkedAt = new Date(desk.lease.now);
    const entry = { ...ASKED, checkedAt };
    for (let at = 0; at < items.length; at += CHUNK) {
      const chunk = items.slice(at, at + CHUNK);
      for (const item of chunk) this.pending.set(addressKey(item.address), item);
      const outcomes = chunk.map(({ position }) => ({
        position,
        outcome: { state: "pending", entry } as const,
      }));
      // Not into the ledger: a single check of such an address could not be read back.
      await desk.write(() => desk.journal.settle(desk.lease.runId, outcomes));
      await yieldNow();
    }
    desk.touch();
  }

  private async toSendAgain(items: readonly ImportItem[]): Promise<void> {
    await this.putBack(items, (back) => this.queue.sendAgain(back));
  }

  private async putBack(
    items: readonly ImportItem[],
    put: (items: readonly ImportItem[]) => void,
  ): Promise<void> {
    if (items.length === 0) return;
    const positions = items.map(({ position }) => position);
    put(items);
    await this.desk.write(() => this.desk.journal.unask(this.desk.lease.runId, positions));
  }

  private *unreached(): Generator<ImportItem> {
    for (const items of this.desk.journal.items(this.desk.lease.runId))
      for (const { position, address, outcome } of items)
        if (outcome === undefined) yield { position, address };
  }
}
