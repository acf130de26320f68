import { isPrivateHost } from "./hosts.ts";
import type { RecipientFinder } from "./recipientId.ts";
import { type RemoteFetch, type TrackerSign, trackerSigns } from "./trackerSigns.ts";

/** What a person has agreed to for one message: nothing, its pictures, or also what looks like a tracker. */
export type ImageConsent = "none" | "pictures" | "everything";

/**
 * Why a fetch stays blocked.
 * - `consent`: nobody has agreed to it
 * - `tracker`: its pictures were agreed to, this looks like a tracker
 * - `notPicture`: style sheets, fonts, frames and the like are never fetched
 * - `insecure`: not over https
 * - `private`: it leads into the reader's own network
 */
export type BlockedWhy = "consent" | "tracker" | "notPicture" | "insecure" | "private";

/** One address that a message would fetch, and what becomes of it. */
export interface JudgedFetch extends RemoteFetch {
  readonly host: string;
  readonly signs: readonly TrackerSign[];
  /** Undefined: may be fetched now. */
  readonly blocked: BlockedWhy | undefined;
}

export interface ImagePolicy {
  readonly consent: ImageConsent;
  readonly recipients: RecipientFinder;
  /** The API's own origin: the sample data's pictures come from there, on this machine and without https. */
  readonly ownOrigin: string | undefined;
}

/** What of a page may be drawn as a picture, as the sanitiser names it. */
const PICTURE_ELEMENTS: ReadonlySet<string> = new Set(["img", "background", "css-background"]);

/** Judges each fetch by itself. Only what is not `blocked` may reach the frame's policy. */
export function judgeFetches(fetches: readonly RemoteFetch[], policy: ImagePolicy): JudgedFetch[] {
  return fetches.flatMap((fetch) => {
    if (!URL.canParse(fetch.address)) return [];
    const url = new URL(fetch.address);
    const signs = trackerSigns(fetch, policy.recipients);
    return [{ ...fetch, host: url.host, signs, blocked: whyBlocked(fetch, url, signs, policy) }];
  });
}

function whyBlocked(
  { element }: RemoteFetch,
  url: URL,
  signs: readonly TrackerSign[],
  { consent, ownOrigin }: ImagePolicy,
): BlockedWhy | undefined {
  if (!PICTURE_ELEMENTS.has(element)) return "notPicture";
  const isOwn = url.origin === ownOrigin;
  if (!isOwn && url.protocol !== "https:") return "insecure";
  if (!isOwn && isPrivateHost(url.hostname)) return "private";
  if (consent === "none") return "consent";
  return signs.length > 0 && consent !== "everything" ? "tracker" : undefined;
}

/** Whether agreeing would show anything. */
export function hasPictures(fetches: readonly JudgedFetch[]): boolean {
  return fetches.some(
    ({ blocked, signs }) => (blocked === "consent" && signs.length === 0) || blocked === undefined,
  );
}
