import { expect, test } from "vitest";
import { bareSubject } from "../../../../src/core/mail/bareSubject.ts";

test.each([
  ["Re: our talk", "our talk"],
  ["RE: AW: Re[2]: our talk", "our talk"],
  ["Antw.: our talk", "Antw.: our talk"],
  ["SV:our talk", "our talk"],
  ["Re : our talk", "our talk"],
  ["回复：合作", "合作"],
  ["Fwd: our talk", "Fwd: our talk"],
  ["Re: Fwd: our talk", "Fwd: our talk"],
  ["Research: our talk", "Research: our talk"],
  ["Re-order: 20 boxes", "Re-order: 20 boxes"],
  ["Re:", "Re:"],
  ["", ""],
])("%j reads %j", (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare);
});
