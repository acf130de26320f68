import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { isGone, ownProcessMark } from "../../../src/store/processMark.ts";

const own = ownProcessMark();
const { pid: gonePid } = spawnSync(process.execPath, ["--version"]);
const boot = "another start";

test.each([
  ["this process", own, false],
  ["a process that has ended", { ...own, pid: gonePid }, true],
  ["one from before the machine was started again", { ...own, boot }, own.boot !== undefined],
  ["one before which another had the number", { ...own, start: "1" }, own.start !== undefined],
  [
    "one of another machine, which cannot be seen from here",
    { ...own, host: "elsewhere", pid: gonePid },
    false,
  ],
  ["one of another container", { ...own, space: "pid:[1]", pid: gonePid }, own.space === undefined],
  [
    "one that a platform without boot ids told of",
    { ...own, boot: undefined, pid: gonePid },
    own.boot === undefined,
  ],
])("tells whether %s is gone", (_, mark, gone) => {
  expect(isGone(mark, own)).toBe(gone);
});
