import assert from "node:assert/strict";
import { UserError } from "../../src/shell/explain.ts";
import { fileError } from "../../src/shell/writeBack/fileError.ts";

describe("a file that cannot be written", () => {
  const SAID: Readonly<Record<string, string>> = {
    ENOENT: "leads.csv is gone. Nothing was written.",
    ENOSPC: "There is not enough room on the disk. leads.csv is as it was.",
    EDQUOT: "There is not enough room on the disk. leads.csv is as it was.",
    EROFS: "The folder of leads.csv may not be written to. The file is as it was.",
    EACCES: "The folder of leads.csv may not be written to. The file is as it was.",
    EISDIR: "leads.csv is a folder.",
  };

  for (const [code, sentence] of Object.entries(SAID))
    it(`is told of in a sentence where the system says ${code}`, () => {
      const error = Object.assign(new Error(`${code}: write`), { code });
      assert.deepEqual(fileError(error, "leads.csv"), new UserError(sentence));
    });

  it("hides no fault of our own", () => {
    const error = new TypeError("x is undefined");
    assert.equal(fileError(error, "leads.csv"), error);
  });
});
