import { expect, test } from "vitest";
import { findAddresses } from "../../../../src/core/text/findAddresses.ts";
import { LABELLED_TEXTS } from "./labelledAddresses.ts";

test.each(LABELLED_TEXTS)("finds in %j what a person would take", (text, addresses) => {
  expect(findAddresses(text).map(({ address }) => address)).toEqual(addresses);
});

test.each(LABELLED_TEXTS)("finds the same in %j in the middle of a file", (text, addresses) => {
  const found = findAddresses(`first line\n${text}\nlast line`).map(({ address }) => address);

  expect(found).toEqual(addresses);
});
