import { expect, test } from "vitest";
import { path } from "../../../../src/core/api/path.ts";

test("encodes parameters and names them in the template", () => {
  expect(path`lead-lists/${{ id: "a+b c" }}/verification-stats`).toEqual({
    url: "lead-lists/a%2Bb%20c/verification-stats",
    template: "lead-lists/{id}/verification-stats",
  });
  expect(path`accounts`).toEqual({ url: "accounts", template: "accounts" });
});

const unusable = (id: string): string | undefined => path`emails/threads/${{ id }}/mark-as-read`.unusable;

test.each([
  ...["", ".", "..", " ", "a/b", "../x", "a\\b", "a\u0000", "a\nb", "\u0085", "\ud800", "a\udc00b"],
  ...["../jo@x.example", "jo@x.example/..", "a//b@x.example"],
])("says that no path can carry %j", (id) => {
  expect(unusable(id)).toBe("id");
});

test.each([
  "a",
  "...",
  "a.b",
  "%2e%2e",
  "😀",
  "?x#y&z",
  "a/b@x.example",
  "2026-01-01T00:00:00.000Z&a+b@c.com",
])("carries %j", (id) => {
  expect(unusable(id)).toBeUndefined();
});
