import { expect, test } from "vitest";
import { path } from "../../../../src/core/api/path.ts";

test("encodes parameters and names them in the template", () => {
  expect(path`lead-lists/${{ id: "a/b c" }}/verification-stats`).toEqual({
    url: "lead-lists/a%2Fb%20c/verification-stats",
    template: "lead-lists/{id}/verification-stats",
  });
  expect(path`accounts`).toEqual({ url: "accounts", template: "accounts" });
});

test.each(["", ".", ".."])("refuses %j, which would name another operation", (id) => {
  expect(() => path`accounts/${{ id }}`).toThrow(RangeError);
});
