import { expect, test } from "vitest";
import { Emitter } from "../../../src/core/emitter.ts";
import { nextUncaught } from "./uncaught.ts";

test("calls listeners in order until they unsubscribe", () => {
  const emitter = new Emitter<number>();
  const seen: string[] = [];
  const stop = emitter.event((value) => seen.push(`a${value}`));
  emitter.event((value) => seen.push(`b${value}`));

  emitter.fire(1);
  stop();
  emitter.fire(2);
  emitter.dispose();
  emitter.fire(3);

  expect(seen).toEqual(["a1", "b1", "b2"]);
});

test("lets a listener unsubscribe, and another subscribe, while it fires", () => {
  const emitter = new Emitter<void>();
  const seen: string[] = [];
  const stop = emitter.event(() => {
    stop();
    emitter.event(() => seen.push("late"));
    seen.push("first");
  });
  emitter.event(() => seen.push("second"));

  emitter.fire();

  expect(seen).toEqual(["first", "second"]);
});

test("calls the others when a listener throws, and stays loud about it", async () => {
  const emitter = new Emitter<void>();
  const seen: string[] = [];
  emitter.event(() => {
    throw new Error("bug in a listener");
  });
  emitter.event(() => seen.push("other"));

  const surfaced = nextUncaught();
  emitter.fire();

  expect(seen).toEqual(["other"]);
  expect(await surfaced).toMatchObject({ message: "bug in a listener" });
});
