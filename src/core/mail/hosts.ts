/**
 * Second-level labels under which countries sell names (`co.uk`, `com.br`). The Public Suffix List knows thousands
 * more; here a miss only makes two hosts of one owner look like two, so a cue is shown once too often.
 */
const SHARED_SECOND_LEVELS: ReadonlySet<string> = new Set(
  "ac co com edu gob gov ltd me ne net nom or org plc".split(" "),
);

/** Where anybody can have an address, so that the domain says nothing about who writes. */
const MAILBOX_PROVIDERS: ReadonlySet<string> = new Set(
  (
    "gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud me mac aol proton protonmail fastmail gmx " +
    "web t-online freenet mail zoho yandex qq 163 126 rediffmail orange wanadoo laposte free libero hey tutanota tuta"
  ).split(" "),
);

/** The part of a host that has one owner: `mail.acme.co.uk` is `acme.co.uk`. Addresses of machines stay whole. */
export function siteOf(host: string): string {
  if (isIpHost(host)) return host;
  const labels = host.replace(/\.$/u, "").split(".");
  const [second = "", top = ""] = labels.slice(-2);
  const kept = top.length === 2 && SHARED_SECOND_LEVELS.has(second) ? 3 : 2;
  return labels.slice(-kept).join(".");
}

/** Whether a host is a machine's number. `URL` has already turned `0x7f.1` and `2130706433` into `127.0.0.1`. */
export function isIpHost(host: string): boolean {
  return host.startsWith("[") || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host);
}

/** Hosts inside the reader's own machine or network: a stranger's mail has no business there. */
export function isPrivateHost(host: string): boolean {
  if (/^(?:127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./u.test(host) && isIpHost(host))
    return true;
  if (/^\[(?:::1?\]|f[cd]|fe[89ab]|::ffff:)/u.test(host)) return true;
  return !host.includes(".")
    ? !host.startsWith("[")
    : /\.(?:localhost|local|internal|lan|home|corp)\.?$/u.test(host);
}

/** Whether anybody can have an address under this domain. */
export function isMailboxProvider(domain: string): boolean {
  const [name = ""] = siteOf(domain).split(".");
  return MAILBOX_PROVIDERS.has(name);
}
