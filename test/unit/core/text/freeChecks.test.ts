import { expect, test } from "vitest";
import { addressKey } from "../../../../src/core/text/address.ts";
import { FILE_ENDINGS } from "../../../../src/core/text/addressRules.ts";
import { domainLists } from "../../../../src/core/text/domainLists.ts";
import { checkFreely, freeChecker, type FreeFinding } from "../../../../src/core/text/freeChecks.ts";
import { isOneSlip } from "../../../../src/core/text/suggestDomain.ts";

test.each<[string, FreeFinding[]]>([
  ["jo.doe@acme.com", []],
  ["jo@bücher.рф", []],
  ["jo@xn--bcher-kva.xn--p1ai", []],
  ["jo doe@acme.com", [{ kind: "syntax", reason: "space" }]],
  ["jo@mailinator.com", [{ kind: "disposable" }]],
  ["jo@inbox.Mailinator.com", [{ kind: "disposable" }]],
  ["sales@acme.com", [{ kind: "role" }]],
  ["Support+de@acme.com", [{ kind: "role" }]],
  ["salesman@acme.com", []],
  ["no-reply@acme.com", [{ kind: "noReply" }]],
  ["DoNotReply@acme.com", [{ kind: "noReply" }]],
  ["noreply-eu@acme.com", [{ kind: "noReply" }]],
  ["bounce+jo=x.com@acme.com", [{ kind: "noReply" }]],
  ["jo@acme.nosuchtop", [{ kind: "unknownTopLevel", topLevel: "nosuchtop" }]],
  [
    "info@acme.con",
    [
      { kind: "mistypedDomain", suggestion: "info@acme.com" },
      { kind: "unknownTopLevel", topLevel: "con" },
      { kind: "role" },
    ],
  ],
])("says about %s what can be said", (address, findings) => {
  expect(checkFreely(address, domainLists)).toEqual(findings);
});

test.each([
  ["gmial.com", "gmail.com"],
  ["gmai.com", "gmail.com"],
  ["gmaill.com", "gmail.com"],
  ["gnail.com", "gmail.com"],
  ["gmail.co", "gmail.com"],
  ["gmail.con", "gmail.com"],
  ["gmial.cmo", "gmail.com"],
  ["hotmial.com", "hotmail.com"],
  ["yaho.co.uk", "yahoo.co.uk"],
  ["outlok.com", "outlook.com"],
  ["iclould.com", "icloud.com"],
  ["live.con", "live.com"],
  ["gmx.ed", "gmx.de"],
  ["gmx.nte", "gmx.net"],
  ["aol.co", "aol.com"],
  ["msn.cm", "msn.com"],
  ["gmail.com.com", "gmail.com"],
  ["gmial.com.com", "gmail.com"],
  ["acme.de.de", "acme.de"],
  ["acme.comcom", "acme.com"],
  ["acme.ed", "acme.de"],
  ["acme.rf", "acme.fr"],
  ["acme.nt", "acme.net"],
  ["acme.eud", "acme.edu"],
])("takes %s for a mistyped %s", (typed, meant) => {
  expect(checkFreely(`jo@${typed}`, domainLists)[0]).toEqual({
    kind: "mistypedDomain",
    suggestion: `jo@${meant}`,
  });
});

test.each([
  "gmail.com",
  "mail.com",
  "email.com",
  "ymail.com",
  "hotmail.be",
  "yahoo.com.mx",
  "live.dk",
  "olive.com",
  "gmx.net",
  "me.com",
  "aol.com",
  "acme.co",
  "acme.cm",
  "proton.me",
  "photon.me",
  "cloud.com",
  "never.com",
  "grange.fr",
])("takes %s for what it is", (domain) => {
  expect(checkFreely(`jo@${domain}`, domainLists).filter(({ kind }) => kind === "mistypedDomain")).toEqual(
    [],
  );
});

test("says the same of every address of a domain, in any spelling", () => {
  const check = freeChecker(domainLists);

  for (const local of ["jo", "al"])
    for (const domain of ["gmial.com", "GMIAL.com"])
      expect(check(`${local}@${domain}`)).toEqual([
        { kind: "mistypedDomain", suggestion: `${local}@gmail.com` },
      ]);
  expect(check("jo@gmail.com")).toEqual([]);
});

test("takes domains that are set aside for tests for what they are", () => {
  for (const address of ["jo@acme.example", "jo@acme.test"])
    expect(checkFreely(address, domainLists)).toEqual([]);
  expect(checkFreely("jo@acme.invalid", domainLists)).toEqual([
    { kind: "unknownTopLevel", topLevel: "invalid" },
  ]);
});

test("counts one slip of each kind, and no two", () => {
  for (const typed of ["gmal", "gmaill", "gmsil", "gmial", "mail", "ggmail"])
    expect(isOneSlip(typed, "gmail")).toBe(true);
  for (const typed of ["gmail", "gml", "gmialx", "liamg", ""]) expect(isOneSlip(typed, "gmail")).toBe(false);
});

test("makes one key for addresses that are one", () => {
  expect(addressKey("Jo@Example.COM")).toBe(addressKey("jo@example.com"));
  expect(addressKey("jo@Bücher.example")).toBe(addressKey("jo@xn--bcher-kva.example"));
  expect(addressKey("jo\u0308@example.com")).toBe(addressKey("jö@example.com"));
  expect(addressKey("jo+a@example.com")).not.toBe(addressKey("jo@example.com"));
  expect(addressKey("jo+a@example.com", { plusTags: "same" })).toBe(addressKey("jo@example.com"));
  expect(addressKey("+a@example.com", { plusTags: "same" })).toBe("+a@example.com");
});

test("takes no top-level domain for the ending of a file", () => {
  expect([...FILE_ENDINGS].filter((ending) => domainLists.topLevels.has(ending))).toEqual([]);
});
