import { expect, test } from "vitest";
import { findAddresses } from "../../../../src/core/text/findAddresses.ts";

const found = (text: string): readonly string[] => findAddresses(text).map(({ address }) => address);

test.each([
  ["no-break hyphen", "\u2011"],
  ["hyphen", "\u2010"],
  ["figure dash", "\u2012"],
  ["en dash", "\u2013"],
  ["minus", "\u2212"],
  ["soft hyphen", "\u00ad"],
  ["acute accent", "\u00b4"],
  ["prime", "\u2032"],
  ["reversed quotation mark", "\u201b"],
  ["curly apostrophe", "\u2019"],
  ["wide apostrophe", "\uff07"],
])("what follows a %s within a name is nobody's address", (_, sign) => {
  expect(found(`jean${sign}luc@acme.example`)).toEqual([]);
  expect(found(`Mail: o${sign}brien@acme.example, ann@acme.example`)).toEqual(["ann@acme.example"]);
  // Around a whole address it is a mark of the text.
  expect(found(`${sign}ann@acme.example${sign}`)).toEqual(["ann@acme.example"]);
  expect(found(`Ann ${sign} ann@acme.example`)).toEqual(["ann@acme.example"]);
});

test.each([
  ["modifier apostrophe", "\u02bc"],
  ["turned comma", "\u02bb"],
])("a %s is a letter, and the name is taken whole", (_, sign) => {
  expect(found(`Mail: o${sign}brien@acme.example`)).toEqual([`o${sign}brien@acme.example`]);
});
