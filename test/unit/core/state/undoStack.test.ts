import { expect, test } from "vitest";
import { UndoStack } from "../../../../src/core/state/undoStack.ts";

test("takes back one step after the other, newest first, and keeps what could not be taken back", async () => {
  const stack = new UndoStack();
  const undone: string[] = [];
  const step = (what: string): { what: string; undo: () => Promise<void> } => ({
    what,
    undo: () => {
      undone.push(what);
      return Promise.resolve();
    },
  });
  expect(await stack.undo()).toBeUndefined();
  stack.push(step("first"));
  stack.push(step("second"));
  expect((await stack.undo())?.what).toBe("second");
  let mayFail = true;
  stack.push({
    what: "third",
    undo: () => (mayFail ? Promise.reject(new Error("refused")) : Promise.resolve()),
  });
  await expect(stack.undo()).rejects.toThrow("refused");
  mayFail = false;
  expect((await stack.undo())?.what).toBe("third");
  expect((await stack.undo())?.what).toBe("first");
  expect(await stack.undo()).toBeUndefined();
  expect(undone).toEqual(["second", "first"]);
});

test("goes twenty steps back", async () => {
  const stack = new UndoStack();
  for (let n = 0; n < 30; n++) stack.push({ what: String(n), undo: () => Promise.resolve() });
  let last: string | undefined;
  for (let n = 0; n < 30; n++) last = (await stack.undo())?.what ?? last;
  expect(last).toBe("10");
});
