import type { RecipientFinder } from "./recipientId.ts";

/** Something that a message would fetch. */
export interface RemoteFetch {
  readonly address: string;
  /** "img", "style", "link", …: what would fetch it. */
  readonly element: string;
  /** CSS pixels, where the message says. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** The message keeps it out of sight. */
  readonly hidden: boolean;
}

/** Why a fetch looks like it reports the reader. `service` names whose pattern it is. */
export type TrackerSign =
  | { readonly kind: "tiny"; readonly width: number; readonly height: number }
  | { readonly kind: "hidden" | "openPath" | "address" | "token" }
  | { readonly kind: "service"; readonly service: string };

/** Open trackers of services that many senders use. Matched against host and path. */
const SERVICES: readonly (readonly [service: string, pattern: RegExp])[] = [
  ["Mailchimp", /list-manage\d?\.com\/track\/open/u],
  ["Mandrill", /mandrillapp\.com\/track\/open/u],
  ["SendGrid", /sendgrid\.(?:net|com)\/.*wf\/open|\/wf\/open(?:$|\?)/u],
  ["HubSpot", /(?:sidekickopen|hubspotemail|hs-sites|hubspotlinks|hs-analytics|t\.hs)[\w.-]*\//u],
  ["Mailgun", /email\.[\w.-]+\/o\/[\w=-]{20}/u],
  ["Amazon SES", /awstrack\.me\/I0\//iu],
  ["Postmark", /pstmrk\.it\/open/u],
  ["Mailtrack", /mailtrack\.io\/|mltrk\.io\/|mailfoogae\.appspot\.com/u],
  ["Yesware", /yesware\.com\/t/u],
  ["Mixmax", /mixmax\.com\/(?:api\/track|e)/u],
  ["Streak", /mailfoogae|streak\.com\/.*track/u],
  ["Superhuman", /r\.superhuman\.com/u],
  ["Outreach", /outrch\.com|outreach\.io\/api\/mailings\/opened/u],
  ["Salesloft", /salesloft\.com\/t|sl-tr/u],
  ["Salesforce", /exct\.net\/open\.aspx|pardot\.com\/r\//u],
  ["Klaviyo", /(?:klaviyo(?:mail)?|klclick)\d?\.com\/.*open|trk\.klclick/u],
  ["Customer.io", /customer(?:io|iomail)[\w.-]*\/e\/o\//u],
  ["Intercom", /via\.intercom\.io\/o/u],
  ["Marketo", /mkto[\w-]*\.com\/trk|\/trk\?t=/u],
  ["ActiveCampaign", /activehosted\.com\/.*open|\/lt\.php.*[?&]l=open/u],
  ["Litmus", /emltrk\.com/u],
  ["Lemlist", /lemlist\.com\/api\/track|lempire/u],
  ["Smartlead", /smartlead[\w.-]*\/.*open|open\.sleadtrack/u],
  ["Google Analytics", /google-analytics\.com\/(?:collect|g\/collect|__utm)/u],
  ["Facebook", /facebook\.com\/tr(?:$|[/?])/u],
  ["LinkedIn", /linkedin\.com\/emimp/u],
];

/** Words of a path that do nothing but count who opened. */
const OPEN_PATH =
  /(?:^|[/._-])(?:open(?:ed|s)?|o|trk|track(?:ing|er)?|pixel|beacon|spacer|blank|clear|transparent|1x1|impression|read-?receipt)(?:[/._?-]|$)/iu;

const TINY_PX = 3;

/** Why this looks like a tracker; empty when nothing speaks for it. A picture that merely has a long address is none. */
export function trackerSigns(fetch: RemoteFetch, recipients: RecipientFinder): TrackerSign[] {
  if (!URL.canParse(fetch.address)) return [];
  const url = new URL(fetch.address);
  const signs: TrackerSign[] = [];
  const { width, height, hidden } = fetch;
  if ((width !== undefined && width <= TINY_PX) || (height !== undefined && height <= TINY_PX))
    signs.push({ kind: "tiny", width: width ?? height ?? 0, height: height ?? width ?? 0 });
  if (hidden) signs.push({ kind: "hidden" });
  const service = SERVICES.find(([, pattern]) =>
    pattern.test(`${url.host}${url.pathname}${url.search}`),
  )?.[0];
  if (service !== undefined) signs.push({ kind: "service", service });
  const recipient = recipients.find(url);
  // A picture's name may well be "spacer.gif"; with an id it has no other use.
  const isOpenPath = OPEN_PATH.test(url.pathname) && (recipient !== undefined || url.search !== "");
  if (service === undefined && isOpenPath) signs.push({ kind: "openPath" });
  if (recipient === "address") signs.push({ kind: "address" });
  if (recipient === "token" && signs.length > 0) signs.push({ kind: "token" });
  return signs;
}
