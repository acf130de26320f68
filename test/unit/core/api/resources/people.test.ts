import { expect, test } from "vitest";
import { namedPeople, peopleIn } from "../../../../../src/core/api/resources/people.ts";
import { addressList } from "../../../../../src/core/mail/draftText.ts";

const shown = (list: unknown): readonly (readonly (string | undefined)[])[] | undefined =>
  peopleIn(list)?.map(({ address, name }) => (name === undefined ? [address] : [address, name]));

const LISTS: readonly (readonly [string, ...(readonly [string, string?])[]])[] = [
  // As they are written every day.
  ["a@x.com", ["a@x.com"]],
  ["a@x.com, b@x.com", ["a@x.com"], ["b@x.com"]],
  ["a@x.com; b@x.com;", ["a@x.com"], ["b@x.com"]],
  [", a@x.com,, b@x.com , ", ["a@x.com"], ["b@x.com"]],
  ['"Doe, Jane" <a@x.com>, Al <b@x.com>', ["a@x.com", "Doe, Jane"], ["b@x.com", "Al"]],
  ["Doe, Jane <a@x.com>; Roe, Al, PhD <b@x.com>", ["a@x.com", "Doe, Jane"], ["b@x.com", "Roe, Al, PhD"]],
  ["<a@x.com>", ["a@x.com"]],
  ["Jane\r\n Doe\t<a@x.com>", ["a@x.com", "Jane Doe"]],
  ["mailto:a@x.com", ["a@x.com"]],
  ["Jane <mailto:a@x.com>", ["a@x.com", "Jane"]],
  // Quotes and what they keep.
  [String.raw`"5\" disk, Ltd" <a@x.com>`, ["a@x.com", '5" disk, Ltd']],
  [String.raw`"a \\ b; c: <d>" <a@x.com>, b@x.com`, ["a@x.com", String.raw`a \ b; c: <d>`], ["b@x.com"]],
  [String.raw`"\"Jane\"" <a@x.com>`, ["a@x.com", '"Jane"']],
  ['"b@y.com" <a@x.com>', ["a@x.com", "b@y.com"]],
  ['"Jane" "Doe" <a@x.com>', ["a@x.com", "Jane Doe"]],
  ['"john, doe"@x.com, x."y;".z@x.com', ['"john, doe"@x.com'], ['x."y;".z@x.com']],
  ['"john>doe"@x.com <"john>doe"@x.com>', ['"john>doe"@x.com', "john>doe@x.com"]],
  ['5" disk <a@x.com>, 6" disk <b@x.com>', ["a@x.com", '5" disk'], ["b@x.com", '6" disk']],
  ['"Jane <a@x.com>, b@x.com', ["a@x.com", '"Jane'], ["b@x.com"]],
  // Comments.
  ["a@x.com (Jane Doe)", ["a@x.com", "Jane Doe"]],
  ["a@x.com (Doe, Jane), b@x.com", ["a@x.com", "Doe, Jane"], ["b@x.com"]],
  ["(Jane) a@x.com; <b@x.com> (Al)", ["a@x.com", "Jane"], ["b@x.com", "Al"]],
  ["a@x.com (Jane (Sales, EU) Doe)", ["a@x.com", "Jane (Sales, EU) Doe"]],
  [String.raw`a@x.com (a \) b)`, ["a@x.com", "a ) b"]],
  ["Jane (at work) <a@x.com>", ["a@x.com", "Jane"]],
  // Groups.
  ["Team: a@x.com, b@x.com;", ["a@x.com"], ["b@x.com"]],
  ["Team: Jane <a@x.com>, b@x.com; c@x.com", ["a@x.com", "Jane"], ["b@x.com"], ["c@x.com"]],
  ['"Team, EU": a@x.com;, Team Two: b@x.com', ["a@x.com"], ["b@x.com"]],
  ["Friends, old: a@x.com;", ["a@x.com"]],
  ["Sales: Jane <a@x.com>, b@x.com", ["a@x.com", "Sales: Jane"], ["b@x.com"]],
  ["jo@[IPv6:2001:db8::1], b@x.com", ["jo@[IPv6:2001:db8::1]"], ["b@x.com"]],
  // Encoded words: what they hold divides nothing.
  ["=?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <a@x.com>", ["a@x.com", "Jörg Müller"]],
  ["=?utf-8?B?SsO2cmcsIE0u?= <a@x.com>, b@x.com", ["a@x.com", "Jörg, M."], ["b@x.com"]],
  ["=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?= M. <a@x.com>", ["a@x.com", "Jörg M."]],
  ["=?iso-8859-1*de?q?Andr=E9?= =?utf-8?q?_M=C3=BC?= <a@x.com>", ["a@x.com", "André Mü"]],
  ['"=?utf-8?Q?J=C3=B6rg?=" <a@x.com>', ["a@x.com", "Jörg"]],
  ["a@x.com (=?utf-8?Q?J=C3=B6rg?=)", ["a@x.com", "Jörg"]],
  ["=?x-lost?Q?J?= =?x-lost?Q?o?= <a@x.com>", ["a@x.com", "=?x-lost?Q?J?= =?x-lost?Q?o?="]],
  // Marks left open, and what is no address: nothing else is lost by it.
  ["Jane <a@x.com, Al <b@x.com>", ["a@x.com", "Jane"], ["b@x.com", "Al"]],
  ["Jane <a@x.com> Al <b@x.com>", ["a@x.com", "Jane"], ["b@x.com", "Al"]],
  ["a@x.com (Jane, b@x.com", ["a@x.com (Jane"], ["b@x.com"]],
  ["jo, a@x.com", ["jo"], ["a@x.com"]],
  ["a@x.com b@x.com", ["a@x.com b@x.com"]],
  ["a@x.com. Thanks", ["a@x.com. Thanks"]],
  // RFC 5322, appendix A.
  [
    String.raw`"Joe Q. Public" <john.q.public@example.com>, Who? <one@y.test>, <boss@nil.test>, "Giant; \"Big\" Box" <sysservices@example.net>`,
    ["john.q.public@example.com", "Joe Q. Public"],
    ["one@y.test", "Who?"],
    ["boss@nil.test"],
    ["sysservices@example.net", 'Giant; "Big" Box'],
  ],
  [
    "A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
    ["c@a.test", "Ed Jones"],
    ["joe@where.test"],
    ["jdoe@one.test", "John"],
  ],
  [String.raw`Pete(A nice \) chap) <pete(his account)@silly.test(his host)>`, ["pete@silly.test", "Pete"]],
  [
    "A Group(Some people)\r\n :Chris Jones <c@(Chris's host.)public.example>,\r\n joe@example.org,\r\n John <jdoe@one.test> (my dear friend); (the end of the group)",
    ["c@public.example", "Chris Jones"],
    ["joe@example.org"],
    ["jdoe@one.test", "John"],
  ],
  [
    "Mary Smith <@node.test,@b.test:mary@example.net>, , Al < al @ x . com >",
    ["mary@example.net", "Mary Smith"],
    ["al@x.com", "Al"],
  ],
];

test.each(LISTS)("reads %s", (list, ...people) => {
  expect(shown(list)).toEqual(people);
});

test.each([
  "",
  " , ;",
  "Undisclosed recipients:;",
  "(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;",
])("finds nobody in %j", (list) => {
  expect(peopleIn(list)).toBeUndefined();
});

test("reads each text of a list, and names that are encoded", () => {
  expect(shown(["a@x.com, b@x.com", "Al <c@x.com>", 3])).toEqual([
    ["a@x.com"],
    ["b@x.com"],
    ["c@x.com", "Al"],
  ]);
  expect(namedPeople([{ address: "a@x.com", name: "=?utf-8?Q?J=C3=B6rg?=" }])).toEqual([
    { address: "a@x.com", name: "Jörg" },
  ]);
});

test("sends to the addresses that a draft names", () => {
  expect(
    addressList(String.raw`"5\" disk, Ltd" <a@x.com>, b@x.com (Jane Doe); Team: c@x.com, d@x.com;`),
  ).toBe("a@x.com,b@x.com,c@x.com,d@x.com");
});

test("reads a list of any signs, however long", () => {
  for (const sign of ['"', "(", "<", ",", ":", "[", "\\", '("', "=?utf-8?Q?a", "a@x.com <"])
    expect(() => peopleIn(sign.repeat(5_000))).not.toThrow();
});
