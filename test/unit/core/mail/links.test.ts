import { describe, expect, it } from "vitest";
import { inspectLink } from "../../../../src/core/mail/inspectLink.ts";
import { unicodeHost } from "../../../../src/core/mail/punycode.ts";
import { RecipientFinder } from "../../../../src/core/mail/recipientId.ts";
import { unwrapLink } from "../../../../src/core/mail/unwrapLink.ts";

const nobody = new RecipientFinder([]);
const inspect = (href: string, text = ""): ReturnType<typeof inspectLink> =>
  inspectLink({ href, text }, nobody);
const cues = (href: string, text = ""): readonly string[] => {
  const link = inspect(href, text);
  return link.kind === "web" ? link.cues.map(({ kind }) => kind) : [link.kind];
};

describe("an international host", () => {
  it.each([
    ["xn--bcher-kva.example", "bücher.example"],
    ["xn--pypal-4ve.com", "pаypal.com"],
    ["xn--fiqs8s.example", "中国.example"],
    ["xn--80ak6aa92e.com", "аррӏе.com"],
    ["plain.example", "plain.example"],
    ["xn--.example", "xn--.example"],
    ["xn--99999999999.example", "xn--99999999999.example"],
    ["xn--ü.example", "xn--ü.example"],
  ])("%s reads %s", (ascii, unicode) => {
    expect(unicodeHost(ascii)).toBe(unicode);
  });

  it("is spelt out, and mixed scripts are named", () => {
    expect(inspect("https://bücher.example/x")).toMatchObject({
      host: "xn--bcher-kva.example",
      cues: [{ kind: "international", reads: "bücher.example" }],
    });
    expect(inspect("https://pаypal.com/")).toMatchObject({
      cues: [{ kind: "mixedScripts", reads: "pаypal.com", scripts: ["Latin", "Cyrillic"] }],
    });
    expect(cues("https://日本語kanji.example/")).toEqual(["international"]);
  });
});

describe("a link", () => {
  it("names the host it truly leads to, whatever stands before it", () => {
    expect(inspect("https://bank.example@evil.example/bank.example")).toMatchObject({ host: "evil.example" });
    expect(cues("https://bank.example@evil.example/")).toEqual(["userInfo"]);
    expect(inspect("https:\\\\evil.example\\x")).toMatchObject({ host: "evil.example" });
    expect(inspect(" \thttps://evil.example/")).toMatchObject({ host: "evil.example" });
  });

  it.each([
    ["https://bank.example/login", "https://evil.example/x"],
    ["bank.example", "https://evil.example/x"],
    ["Log in at www.bank.example now", "https://bank.example.evil.example/"],
    ["(bank.co.uk)", "https://evil.co.uk/"],
  ])("whose text names another host is flagged: %s → %s", (text, href) => {
    expect(cues(href, text)).toEqual(["otherHost"]);
  });

  it.each([
    ["www.bank.example", "https://login.bank.example/x"],
    ["Read more", "https://evil.example/x"],
    ["Mr. Smith et al. are here", "https://evil.example/x"],
    ["see report.pdf and Node.js", "https://files.example/report"],
    ["ann@corp.example", "https://crm.example/"],
    ["bank.example", "https://www.google.com/url?q=https%3A%2F%2Fbank.example%2F"],
  ])("whose text does not lie is not flagged: %s → %s", (text, href) => {
    expect(cues(href, text)).not.toContain("otherHost");
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "command:workbench.action.quit",
    "vscode://x/y",
    "file:///etc/passwd",
    "ftp://a.example/",
    "blob:https://a/x",
    "http://[",
    "/relative",
    "",
    "https://a.example/".padEnd(9000, "a"),
  ])("that is no web or mail address is refused: %.40s", (href) => {
    expect(inspect(href).kind).toBe("refused");
  });

  it("to a number or into the reader's own network says so", () => {
    expect(cues("https://203.0.113.7/")).toEqual(["number"]);
    expect(cues("https://3405803783/")).toEqual(["number"]);
    for (const host of [
      "127.0.0.1:8080",
      "0x7f.1",
      "10.1.2.3",
      "192.168.0.1",
      "172.20.0.1",
      "169.254.169.254",
      "[::1]",
      "[fd00::1]",
      "[::ffff:127.0.0.1]",
      "localhost",
      "router",
      "printer.local",
    ])
      expect(cues(`https://${host}/`), host).toEqual(["private"]);
  });

  it("to a mailbox shows the address", () => {
    expect(inspect("mailto:ann%40corp.example?subject=x")).toEqual({
      kind: "mail",
      address: "ann@corp.example",
    });
    expect(inspect("mailto:%E0%A4%A")).toEqual({ kind: "mail", address: "%E0%A4%A" });
  });
});

describe("a redirect wrapper", () => {
  it.each([
    ["https://www.google.com/url?sa=t&q=https%3A%2F%2Fa.example%2Fx", "https://a.example/x"],
    [
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=05%7C01",
      "https://a.example/",
    ],
    ["https://urldefense.com/v3/__https://a.example/x__;!!abc", "https://a.example/x"],
    ["https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F&h=AT0", "https://a.example/"],
    ["https://abc.awstrack.me/L0/https:%2F%2Fa.example%2Fx/1/0102", "https://a.example/x"],
    ["https://click.example/go?to=aHR0cHM6Ly9hLmV4YW1wbGUveA", "https://a.example/x"],
    [
      "https://one.example/?url=https%3A%2F%2Ftwo.example%2F%3Fu%3Dhttps%253A%252F%252Fa.example%252F",
      "https://a.example/",
    ],
  ])("is seen through: %s", (href, target) => {
    expect(unwrapLink(new URL(href))?.href).toBe(target);
  });

  it.each([
    "https://a.example/?url=x",
    "https://a.example/?u=https://a.example/y",
    "https://a.example/?url=javascript:alert(1)",
    "https://a.example/?q=aHR0cHM6Ly9%",
    "https://a.example/https%3A%2F%2F%E0%A4%A",
  ])("is not made up: %s", (href) => {
    expect(unwrapLink(new URL(href))).toBeUndefined();
  });
});
