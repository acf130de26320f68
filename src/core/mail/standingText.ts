/** Words of a quote that stand together elsewhere: from one up to another. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

interface Word {
  readonly word: string;
  readonly line: number;
}

interface Source {
  /** Which message. */
  readonly owner: number;
  readonly words: readonly string[];
  /** Where a line ends: before the word of that number. */
  readonly ends: ReadonlySet<number>;
}

interface Place {
  readonly source: Source;
  readonly at: number;
}

/** So many words together are no coincidence; fewer must be a whole message, or go on where one was left. */
const GRAM = 6;
/** Phrases that stand in every message ("Best regards") need not be looked up in each. */
const MAX_PLACES = 24;

/** The text of a document's messages that certainly stays, to find what quotes it. */
export class StandingText {
  readonly #grams = new Map<string, Place[]>();
  readonly #starts = new Map<string, Place[]>();

  /** Adds lines of a message that stay. */
  add(owner: number, words: readonly Word[]): void {
    const ends = words.flatMap((_word, at) => (at > 0 && isLineStart(words, at) ? [at] : []));
    const source = { owner, words: words.map(({ word }) => word), ends: new Set([...ends, words.length]) };
    const [first] = source.words;
    if (first === undefined) return;
    put(this.#starts, first, { source, at: 0 });
    for (let at = 0; at + GRAM <= source.words.length; at++)
      put(this.#grams, gramAt(source.words, at), { source, at });
  }

  /**
   * What of some words stands in the messages that are asked for, in order, each word of those used once. A few words
   * count where lines of a message stand as lines; with `isMixed` others stand between, and only all of it counts.
   */
  find(words: readonly Word[], isAsked: (owner: number) => boolean, isMixed: boolean): Passage[] {
    const text = words.map(({ word }) => word);
    const reached = new Map<Source, number>();
    const found: Passage[] = [];
    const longest = (
      places: readonly Place[],
      at: number,
      lengthOf: typeof commonLength,
    ): Match | undefined => {
      let best: Match | undefined;
      for (const place of places) {
        if (!isAsked(place.source.owner) || place.at < (reached.get(place.source) ?? 0)) continue;
        const length = lengthOf(text, at, place);
        if (length > (best?.length ?? 0)) best = { length, place };
      }
      return best;
    };
    const asLines: typeof commonLength = (_text, at, place) => {
      const length = linesInCommon(words, text, at, place);
      return isMixed && (length < text.length || length < place.source.words.length) ? 0 : length;
    };
    for (let at = 0; at < text.length;) {
      let match = longest(this.#grams.get(gramAt(text, at)) ?? [], at, commonLength);
      if (match === undefined && isLineStart(words, at)) {
        const going = Array.from(reached, ([source, next]): Place => ({ source, at: next }));
        match = longest([...going, ...(this.#starts.get(text[at] ?? "") ?? [])], at, asLines);
      }
      if (match !== undefined) {
        found.push({ from: at, to: at + match.length });
        reached.set(match.place.source, match.place.at + match.length);
      }
      at += match?.length ?? 1;
    }
    return found;
  }
}

interface Match {
  readonly length: number;
  readonly place: Place;
}

function put(map: Map<string, Place[]>, key: string, place: Place): void {
  const places = map.get(key);
  if (places === undefined) map.set(key, [place]);
  else if (places.length < MAX_PLACES) places.push(place);
}

const gramAt = (words: readonly string[], at: number): string => words.slice(at, at + GRAM).join(" ");

function commonLength(text: readonly string[], from: number, { source, at }: Place): number {
  let length = 0;
  while (from + length < text.length && text[from + length] === source.words[at + length]) length++;
  return length;
}

function isLineStart(words: readonly Word[], at: number): boolean {
  return at === 0 || words[at - 1]?.line !== words[at]?.line;
}

/** How many words are lines here and there. */
function linesInCommon(words: readonly Word[], text: readonly string[], from: number, place: Place): number {
  let length = commonLength(text, from, place);
  const isEnd = (end: number): boolean => from + end === words.length || isLineStart(words, from + end);
  while (length > 0 && !(isEnd(length) && place.source.ends.has(place.at + length))) length--;
  return length;
}
