import { expect, test } from "vitest";
import { systemClock } from "../../../src/core/clock.ts";

test("sleeps, and wakes with the reason when aborted", async () => {
  await systemClock.sleep(1);
  const controller = new AbortController();
  const reason = new Error("enough");
  const sleep = systemClock.sleep(60_000, controller.signal);

  controller.abort(reason);

  await expect(sleep).rejects.toBe(reason);
  await expect(systemClock.sleep(1, controller.signal)).rejects.toBe(reason);
});

test("makes an AbortError of a reason that is no error", async () => {
  const controller = new AbortController();
  controller.abort("why not");

  await expect(systemClock.sleep(1, controller.signal)).rejects.toMatchObject({ name: "AbortError" });
});
