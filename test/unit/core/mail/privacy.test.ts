import { describe, expect, it } from "vitest";
import { RecipientFinder } from "../../../../src/core/mail/recipientId.ts";
import { judgeFetches, type ImageConsent } from "../../../../src/core/mail/remoteImages.ts";
import { trackerSigns, type RemoteFetch } from "../../../../src/core/mail/trackerSigns.ts";

const ANN = "ann.lee@corp.example";
const finder = new RecipientFinder([ANN]);
const find = (url: string): string | undefined => finder.find(new URL(url));
const fetchOf = (address: string, rest: Partial<RemoteFetch> = {}): RemoteFetch => ({
  address,
  element: "img",
  hidden: false,
  ...rest,
});
const signs = (address: string, rest?: Partial<RemoteFetch>): string[] =>
  trackerSigns(fetchOf(address, rest), finder).map(({ kind }) => kind);

describe("an address on the web", () => {
  it.each([
    ["plain", `https://t.example/o?e=${ANN}`],
    ["percent-encoded", `https://t.example/o?e=${encodeURIComponent(ANN)}`],
    ["in capitals", `https://t.example/o/${ANN.toUpperCase()}`],
    ["base64", `https://t.example/o/${btoa(ANN)}`],
    ["base64url within more", `https://t.example/o?d=${Buffer.from(`id=7;${ANN};x`).toString("base64url")}`],
    ["hex", `https://t.example/${Buffer.from(ANN).toString("hex")}`],
    ["VERP", "https://t.example/b/ann.lee=corp.example"],
  ])("tells who the recipient is: %s", (_form, url) => {
    expect(find(url)).toBe("address");
  });

  it("may carry a recipient's own id", () => {
    expect(find("https://t.example/c/eJxVjkEOwiAQRe8ya1KY0lbgKsYFgUHRAg2MiTHe3Wpcu")).toBe("token");
    expect(find("https://t.example/u?id=6b0f2c1e-8d1b-4a53-9d5e-0f4e4ad1c0de")).toBe("token");
  });

  it.each([
    "https://a.example/",
    "https://a.example/blog/how-we-cut-the-bill-by-half",
    "https://a.example/?utm_source=newsletter&utm_campaign=spring-sale",
    "https://cdn.example/assets/6b0f2c1e8d1b4a53.png",
  ])("is not suspected for being long: %s", (url) => {
    expect(find(url)).toBeUndefined();
  });
});

describe("a tracker", () => {
  it("is told by its size, its hiding, its service, its path and whom it names", () => {
    expect(signs("https://t.example/p.gif", { width: 1, height: 1 })).toEqual(["tiny"]);
    expect(signs("https://t.example/p.gif", { hidden: true })).toEqual(["hidden"]);
    expect(signs("https://x.list-manage.com/track/open.php?u=1&id=2")).toEqual(["service"]);
    expect(signs("https://u1.ct.sendgrid.net/wf/open?upn=abc")).toEqual(["service"]);
    expect(signs("https://links.vendor.example/open.gif?u=7")).toEqual(["openPath"]);
    expect(signs(`https://t.example/logo.png?e=${ANN}`)).toEqual(["address"]);
    expect(
      signs("https://t.example/p.gif?id=6b0f2c1e-8d1b-4a53-9d5e-0f4e4ad1c0de", { width: 0, height: 0 }),
    ).toEqual(["tiny", "token"]);
  });

  it.each([
    "https://cdn.example/hero.jpg",
    "https://cdn.example/img/6b0f2c1e8d1b4a539d5e0f4e4ad1c0de.png?w=600",
    "https://cdn.example/opening-hours.png",
    "https://cdn.example/open/door.png",
    "https://cdn.example/blank.gif",
  ])("is not every picture: %s", (url) => {
    expect(signs(url, { width: 600, height: 200 })).toEqual([]);
  });
});

describe("consent", () => {
  const picture = fetchOf("https://cdn.example/a.png");
  const pixel = fetchOf("https://t.example/o.gif", { width: 1, height: 1 });
  const why = (fetch: RemoteFetch, consent: ImageConsent, ownOrigin?: string): string | undefined =>
    judgeFetches([fetch], { consent, recipients: finder, ownOrigin })[0]?.blocked;

  it("opens nothing while it is not given", () => {
    expect(why(picture, "none")).toBe("consent");
    expect(why(pixel, "none")).toBe("consent");
  });

  it("opens pictures, and what looks like a tracker only when asked", () => {
    expect(why(picture, "pictures")).toBeUndefined();
    expect(why(pixel, "pictures")).toBe("tracker");
    expect(why(pixel, "everything")).toBeUndefined();
  });

  it("never opens what is no picture, is not encrypted or leads into the reader's own network", () => {
    for (const element of ["style", "link", "iframe", "video", "css", "font"])
      expect(why({ ...picture, element }, "everything")).toBe("notPicture");
    expect(why(fetchOf("http://cdn.example/a.png"), "everything")).toBe("insecure");
    for (const host of ["127.0.0.1", "192.168.1.1", "[::1]", "router", "nas.local"])
      expect(why(fetchOf(`https://${host}/a.png`), "everything")).toBe("private");
  });

  it("opens the sample data's own pictures, which come from this machine", () => {
    const own = fetchOf("http://127.0.0.1:8787/a.png");
    expect(why(own, "pictures", "http://127.0.0.1:8787")).toBeUndefined();
    expect(why(own, "none", "http://127.0.0.1:8787")).toBe("consent");
    expect(why(own, "pictures", "http://127.0.0.1:9999")).toBe("insecure");
  });
});
