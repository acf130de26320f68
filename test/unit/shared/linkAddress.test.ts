import { describe, expect, it } from "vitest";
import { inspectLink } from "../../../src/core/mail/inspectLink.ts";
import { RecipientFinder } from "../../../src/core/mail/recipientId.ts";
import { linkAddress } from "../../../src/shared/linkAddress.ts";

const inspect = (href: string, text = ""): ReturnType<typeof inspectLink> =>
  inspectLink({ href, text }, new RecipientFinder([]));
const named = (href: string, text: string): readonly string[] => {
  const link = inspect(href, text);
  return link.kind === "web" ? link.cues.flatMap((cue) => (cue.kind === "otherHost" ? [cue.named] : [])) : [];
};

describe("the address of a mail's link", () => {
  it.each([
    ["https://x.example/a%2Fb?c=%26", "https://x.example/a%2Fb?c=%26"],
    [" https://x.example ", "https://x.example"],
    ["//x.example/c", "https://x.example/c"],
    ["www.acme.example", "https://www.acme.example"],
    ["acme.example/pricing?x=1", "https://acme.example/pricing?x=1"],
    ["acme.example:8080/x", "https://acme.example:8080/x"],
    ["bücher.example", "https://bücher.example"],
    ["mailto:ann@corp.example", "mailto:ann@corp.example"],
  ])("%s leads to %s", (href, address) => {
    expect(linkAddress(href)).toBe(address);
  });

  it.each([
    "",
    "index.html",
    "unsubscribe.php?x=1",
    "/path",
    "path/a.b",
    "two words",
    "http://[",
    "//",
    "#top",
  ])("%s leads nowhere", (href) => {
    expect(linkAddress(href)).toBeUndefined();
  });

  it("has its host, and shows everyone that a message would go to", () => {
    expect(inspect("//x.example/c")).toMatchObject({ kind: "web", host: "x.example" });
    expect(inspect("www.acme.example")).toMatchObject({ kind: "web", host: "www.acme.example" });
    expect(inspect("mailto:ann@corp.example?subject=x&BCC=spy%40evil.example&cc=bo+x@corp.example")).toEqual({
      kind: "mail",
      address: "ann@corp.example, bcc: spy@evil.example, cc: bo+x@corp.example",
    });
    expect(inspect("mailto:?to=ann@corp.example")).toEqual({ kind: "mail", address: "ann@corp.example" });
  });

  it.each([
    "trusted。example",
    "trusted．example",
    "trusted｡example",
    "tru\u200Bsted.example",
    "trusted\u2060.example",
    "t\u00ADrusted.exa\uFE0Fmple",
    "https://tru\u200Dsted.example/login",
  ])("is told from the one that its text names, however that is written: %s", (text) => {
    expect(named("https://evil.example.net/", text)).toEqual(["trusted.example"]);
  });
});
