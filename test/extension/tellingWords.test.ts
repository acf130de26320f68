import assert from "node:assert/strict";
import { email as emailSchema } from "../../src/core/api/resources/emails.ts";
import { interestOf } from "../../src/core/api/resources/interest.ts";
import { factsOf } from "../../src/shell/panels/factsOf.ts";
import { otherFacts } from "../../src/shell/panels/otherFacts.ts";
import { interestLabel, type LabelNames, stepText } from "../../src/shell/words/emailWords.ts";

const ID = "019b0c4e-93a1-7d41-9c1b-0f3f6a1e22b7";

describe("words instead of numbers", () => {
  it("names a workspace's own label, and one that is not known as another", () => {
    const labels: LabelNames = {
      find: (code) => (code === 5 ? { name: "Warm lead", attitude: "positive" } : undefined),
    };
    const words = (code: number): string | undefined => interestLabel({ interest: interestOf(code) }, labels);
    assert.deepEqual([5, 6, -77, 1].map(words), [
      "Warm lead",
      "another label",
      "another label",
      "interested",
    ]);
  });

  it("counts the steps of a campaign as people do, and leaves ids out", () => {
    const words = (step: string): string | undefined => stepText(emailSchema.parse({ ...MAIL, step }));
    assert.deepEqual(["0", "0_0_1", "1", "0_2_0", ID].map(words), [
      "first step",
      "first step",
      "step 2",
      "step 3",
      undefined,
    ]);
  });

  it("shows no id among the facts of a panel", () => {
    assert.deepEqual(
      factsOf([
        ["Owner", ID],
        ["Pool", ID.toUpperCase()],
        ["Added by", "Ann Lee"],
        ["Changed by", " "],
      ]),
      [{ label: "Added by", value: "Ann Lee" }],
    );
    const other = otherFacts({ organization: ID, plan: "growth", note: `see ${ID}` }, new Set());
    assert.deepEqual(
      other.map(({ label }) => label),
      ["plan", "note"],
    );
  });
});

const MAIL = {
  id: "1",
  subject: "News",
  from_address_email: "ann@news.example",
  to_address_email_list: "me@ours.example",
  eaccount: "me@ours.example",
  ue_type: 1,
};
