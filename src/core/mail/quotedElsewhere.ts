import { announcedBy, partsOfText } from "../../shared/foldText.ts";
import { isForwardSubject } from "../../shared/quoteRules.ts";
import type { Email } from "../api/resources/emails.ts";
import { signsOf } from "../text/wordsOf.ts";
import { SaidOfMail } from "./saidOfMail.ts";
import { StandingText, type Passage } from "./standingText.ts";

/** A message of a conversation, line by line; what it quotes is marked with `>` where its writer's client did so. */
export interface LinedMessage {
  readonly email: Email;
  readonly lines: readonly string[];
}

const MARKS = /^\s{0,3}(?:[>|]\s?)+/u;
/** "[12]" stands for a link, and counts on in each message. */
const LINK_NUMBER = /\[\d+\]/gu;

/**
 * Which lines of each message may be left out of a document that holds them all: those of a quote that stand, word for
 * word, in a line that stays of another message, and the lines that announce them and say nothing else. A guess at what
 * is a quote decides only what is looked at; nothing is left out for looking like one.
 */
export function quotedElsewhere(messages: readonly LinedMessage[]): ReadonlySet<number>[] {
  const said = new SaidOfMail(messages.map(({ email }) => email));
  const standing = new StandingText();
  const quotes = messages.map((message, index) => {
    const { own, quoted } = partsOf(message);
    for (const part of own) standing.add(index, wordsIn(message, part));
    return quoted;
  });
  // In order: what stays of a quote stands for those who quote it later.
  return messages.map((message, index) => {
    const out = new Set<number>();
    for (const part of quotes[index] ?? []) {
      const reader = new QuoteReader(messages, index, part, standing, said);
      for (const line of reader.leftOut()) out.add(line);
      for (const kept of runsOf(part, (line) => !out.has(line))) standing.add(index, wordsIn(message, kept));
    }
    return out;
  });
}

/** Lines from one up to another. */
interface Part {
  readonly from: number;
  readonly to: number;
}

function partsOf({ email, lines }: LinedMessage): { readonly own: Part[]; readonly quoted: Part[] } {
  const own: Part[] = [];
  const quoted: Part[] = [];
  let from = 0;
  for (const { kind, text } of partsOfText(lines.join("\n"), {
    isForwarded: isForwardSubject(email.subject),
  })) {
    const to = from + text.split("\n").length;
    const last = own.at(-1);
    if (kind === "quote") quoted.push({ from, to });
    else if (last?.to === from) own[own.length - 1] = { from: last.from, to };
    else own.push({ from, to });
    from = to;
  }
  return { own, quoted };
}

interface Word {
  readonly word: string;
  readonly line: number;
}

function wordsIn({ lines }: LinedMessage, { from, to }: Part): Word[] {
  const words: Word[] = [];
  for (let line = from; line < to; line++)
    for (const word of signsOf(bare(lines[line] ?? "").replace(LINK_NUMBER, " "))) words.push({ word, line });
  return words;
}

const bare = (line: string): string => line.replace(MARKS, "");

function runsOf({ from, to }: Part, isIn: (line: number) => boolean): Part[] {
  const runs: Part[] = [];
  for (let line = from; line < to; line++) {
    if (!isIn(line)) continue;
    const last = runs.at(-1);
    if (last?.to === line) runs[runs.length - 1] = { from: last.from, to: line + 1 };
    else runs.push({ from: line, to: line + 1 });
  }
  return runs;
}

/** One quote of a message. */
class QuoteReader {
  readonly #lines: readonly string[];
  readonly #bare: readonly string[];
  readonly #found = new Set<number>();

  constructor(
    private readonly messages: readonly LinedMessage[],
    private readonly index: number,
    private readonly part: Part,
    private readonly standing: StandingText,
    private readonly said: SaidOfMail,
  ) {
    this.#lines = messages[index]?.lines ?? [];
    this.#bare = this.#lines.slice(0, part.to).map(bare);
  }

  /** The lines that may go. */
  leftOut(): ReadonlySet<number> {
    const heads = this.#heads();
    const isHead = new Set(
      heads.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
    );
    for (const segment of runsOf(this.part, (line) => !isHead.has(line)))
      this.#findIn(segment, heads.filter(({ to }) => to <= segment.from).at(-1));
    this.#leaveOutBlank();
    // From below: what announces an announcement goes with it.
    for (const head of heads.toReversed()) this.#leaveOutHead(head);
    this.#leaveOutBlank();
    return this.#found;
  }

  /** The lines that announce a quote, here and in what is quoted. */
  #heads(): Part[] {
    const heads: Part[] = [];
    for (let at = this.part.from; at < this.part.to; at++) {
      const length = announcedBy(this.#bare, at, true);
      if (length === 0) continue;
      heads.push({ from: at, to: Math.min(at + length, this.part.to) });
      at += length - 1;
    }
    return heads;
  }

  #findIn(segment: Part, head: Part | undefined): void {
    const message = this.messages[this.index];
    if (message === undefined) return;
    const words = wordsIn(message, segment);
    const isMarked = !this.#lines
      .slice(segment.from, segment.to)
      .some((line) => line.trim() !== "" && !MARKS.test(line));
    const passages = this.standing.find(
      words,
      (source) => source !== this.index && (isMarked || this.#mayQuote(source, head)),
      !isMarked,
    );
    for (const line of wholeLines(words, passages)) this.#found.add(line);
  }

  /** Where nothing marks a quote its writer's answers stand in it: only whom it names is looked for. */
  #mayQuote(source: number, head: Part | undefined): boolean {
    const email = this.messages[source]?.email;
    const writer = this.messages[this.index]?.email;
    if (email === undefined || writer === undefined) return false;
    const text = head === undefined ? "" : this.#bare.slice(head.from, head.to).join("\n").toLowerCase();
    const names = [email.from, email.fromName ?? ""].map((name) => name.trim().toLowerCase());
    return names.some((name) => name !== "" && text.includes(name)) || email.from !== writer.from;
  }

  #leaveOutHead({ from, to }: Part): void {
    let next = to;
    while (next < this.part.to && this.#isBlank(next)) next++;
    if (!this.#found.has(next) || next >= this.part.to) return;
    for (let line = from; line < to; line++) if (!this.said.isAll(this.#bare[line] ?? "")) return;
    for (let line = from; line < next; line++) this.#found.add(line);
  }

  #leaveOutBlank(): void {
    for (const { from, to } of runsOf(this.part, (line) => this.#isBlank(line))) {
      const isBefore = from === this.part.from || this.#found.has(from - 1);
      if (isBefore && (to === this.part.to || this.#found.has(to)) && this.#found.size > 0)
        for (let line = from; line < to; line++) this.#found.add(line);
    }
  }

  #isBlank(line: number): boolean {
    return signsOf(this.#bare[line] ?? "").length === 0;
  }
}

/** The lines all of whose words were found. */
function wholeLines(words: readonly Word[], passages: readonly Passage[]): ReadonlySet<number> {
  const lines = new Set(words.map(({ line }) => line));
  let at = 0;
  for (const { from, to } of [...passages, { from: words.length, to: words.length }]) {
    for (; at < from; at++) lines.delete(words[at]?.line ?? -1);
    // Two passages that meet within a line stand elsewhere with words between them, or in two places.
    if (words[from - 1]?.line === words[from]?.line) lines.delete(words[from]?.line ?? -1);
    at = to;
  }
  return lines;
}
