/** Names under which redirect services carry the address they lead to. */
const TARGET_PARAMETERS = ["url", "u", "q", "to", "target", "dest", "destination", "redirect", "redirect_url", "redirect_uri", "link", "href", "goto", "r", "p", "l"]; // prettier-ignore
const MAX_WRAPS = 5;

/**
 * Where a link leads behind redirects that carry their target with them (Safe Links, `google.com/url?q=`, most click
 * trackers). Undefined when nothing is wrapped. Redirects that keep their target on a server cannot be seen through.
 */
export function unwrapLink(url: URL): URL | undefined {
  let inner: URL | undefined;
  for (let wraps = 0; wraps < MAX_WRAPS; wraps++) {
    const next = unwrapOnce(inner ?? url);
    if (next === undefined) break;
    inner = next;
  }
  return inner?.host === url.host ? undefined : inner;
}

function unwrapOnce(url: URL): URL | undefined {
  if (url.host === "urldefense.com") return fromProofpoint(url);
  for (const name of TARGET_PARAMETERS) {
    const value = url.searchParams.get(name);
    const target = value === null ? undefined : (webUrl(value) ?? webUrl(fromBase64(value)));
    if (target !== undefined) return target;
  }
  return inPath(url);
}

/** `https://urldefense.com/v3/__https://example.com/__;…`: slashes may have lost one of two. */
function fromProofpoint({ pathname }: URL): URL | undefined {
  const found = /\/v3\/__(.+?)__(?:;|$)/u.exec(pathname)?.[1];
  return webUrl(found?.replace(/^(https?:)\/+/u, "$1//"));
}

/** `https://click.example/abc/https%3A%2F%2Fexample.com%2F`, as Mailchimp's and AWS's trackers write it. */
function inPath({ pathname }: URL): URL | undefined {
  const found = /\/(https?(?:%3a|:)(?:%2f|\/).+)$/iu.exec(pathname)?.[1];
  if (found === undefined) return undefined;
  try {
    // Encoded, it ends where the tracker's own path goes on.
    return webUrl(
      /^https?(?:%3a|:%2f)/iu.test(found) ? decodeURIComponent(found.replace(/\/.*$/u, "")) : found,
    );
  } catch {
    return undefined; // not percent-encoded after all
  }
}

function webUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !/^(?:https?:)?\/\/\S+$/iu.test(text)) return undefined;
  const absolute = text.startsWith("//") ? `https:${text}` : text;
  return URL.canParse(absolute) ? new URL(absolute) : undefined;
}

function fromBase64(text: string): string | undefined {
  if (!/^[\w+/-]{12,}={0,2}$/u.test(text)) return undefined;
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}
