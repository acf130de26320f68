import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, type ApiFailure } from "../../../src/core/api/errors.ts";
import { mayPass, Recovery } from "../../../src/shell/trees/recovery.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failed = (failure: ApiFailure): ApiError => new ApiError(failure, "GET /accounts");
const down = (): ApiError => failed({ kind: "unreachable", code: "ECONNREFUSED" });

test("looks again after a passing failure, later each time, at least every half minute, until it works", () => {
  const look = vi.fn<() => void>();
  const recovery = new Recovery(() => true, look);
  const pauses = [5_000, 10_000, 20_000, 30_000, 30_000, 30_000];
  for (const [looks, pause] of pauses.entries()) {
    recovery.follow(down());
    vi.advanceTimersByTime(pause - 1);
    expect(look).toHaveBeenCalledTimes(looks);
    vi.advanceTimersByTime(1);
    expect(look).toHaveBeenCalledTimes(looks + 1);
  }
  recovery.follow(undefined);
  vi.advanceTimersByTime(600_000);
  expect(look).toHaveBeenCalledTimes(pauses.length);
  recovery.follow(down());
  vi.advanceTimersByTime(5_000);
  expect(look).toHaveBeenCalledTimes(pauses.length + 1);
});

test("asks nothing while nobody sees it, and at once when somebody does again", () => {
  const look = vi.fn<() => void>();
  let isSeen = false;
  const recovery = new Recovery(() => isSeen, look);
  const error = down();
  recovery.follow(error);
  vi.advanceTimersByTime(600_000);
  recovery.follow(error); // drawn again
  recovery.wake();
  expect(look).not.toHaveBeenCalled();
  isSeen = true;
  recovery.wake();
  recovery.wake();
  expect(look).toHaveBeenCalledTimes(1);
});

test("waits as long as the API asks, and leaves to the person what only they can mend", () => {
  const look = vi.fn<() => void>();
  const recovery = new Recovery(() => true, look);
  recovery.follow(failed({ kind: "serverFault", status: 503, detail: "", retryAfterMs: 45_000 }));
  vi.advanceTimersByTime(44_999);
  expect(look).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(look).toHaveBeenCalledTimes(1);
  expect(mayPass(failed({ kind: "unauthorized", detail: "" }))).toBe(false);
  recovery.follow(failed({ kind: "notFound", detail: "" }));
  recovery.dispose();
  vi.advanceTimersByTime(600_000);
  expect(look).toHaveBeenCalledTimes(1);
});
