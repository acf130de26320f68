import { describe, expect, it } from "vitest";
import { threadMarkdown } from "../../../../../src/core/mail/files/emailMarkdown.ts";
import {
  missing,
  original,
  PROGRAMS,
  reply,
  SHAPES,
  TONGUES,
  wordsIn,
  type Composed,
} from "../threadCorpus.ts";
import { mail, WORDS } from "./mailSamples.ts";

const PEOPLE = {
  ann: {
    from_address_email: "ann@corp.example",
    from_address_json: [{ address: "ann@corp.example", name: "Ann Lee" }],
  },
  bo: {
    from_address_email: "bo@ours.example",
    from_address_json: [{ address: "bo@ours.example", name: "Bo Berg" }],
  },
};

/** What the document has of each message. */
function sectionsOf(messages: readonly Composed[], subjects: readonly string[] = []): string[] {
  const emails = messages.map(({ from, html, text }, at) =>
    mail({
      ...PEOPLE[from],
      id: `0193a1b2-0000-7000-8000-00000000000${at}`,
      subject: subjects[at] ?? "Pricing",
      to_address_email_list: from === "ann" ? "bo@ours.example" : "ann@corp.example",
      body: { html, text },
    }),
  );
  return threadMarkdown(emails, WORDS)
    .replace(/\\(?=[-!-/:-@[-`{-~])/gu, "")
    .split(/^## .*$/mu)
    .slice(1);
}

describe.each(Object.entries(TONGUES))("a conversation in %s", (_name, tongue) => {
  it.each(Object.keys(SHAPES))("keeps every word of a reply %s, and only those", (shape) => {
    for (const program of PROGRAMS)
      for (const answer of reply(original(tongue, "qz"), { tongue, program, shape, tag: "wx" })) {
        const where = `${program}, ${answer.html === undefined ? "text" : "HTML"}`;
        const [first = "", second = ""] = sectionsOf(
          [original(tongue, "qz"), answer],
          ["Pricing", shape === "forwarded" ? "FW: Pricing" : "Re: Pricing"],
        );
        expect(missing(original(tongue, "qz").own, first), where).toEqual([]);
        expect(missing(answer.own, second), `${where}: ${second}`).toEqual([]);
        const repeated = wordsIn(second).filter(
          (word) => word.startsWith("qz") && answer.quoted.includes(word),
        );
        expect(repeated, `${where}: ${second}`).toEqual([]);
      }
  });
});

const NAMES = { ann: "Ann Lee <ann@corp.example>", bo: "Bo Berg <bo@ours.example>" };
const message = (from: "ann" | "bo", text: string): Composed => ({
  from,
  text,
  html: undefined,
  own: [],
  quoted: [],
});
const marked = (text: string): string => text.split("\n").map((line) => `> ${line}`).join("\n"); // prettier-ignore

/** A conversation in which each message quotes all before it. */
function chain(count: number, quote: (text: string, from: "ann" | "bo", day: number) => string): Composed[] {
  const messages: Composed[] = [];
  for (let at = 0; at < count; at++) {
    const last = messages.at(-1);
    const own = `Point ${at} of the plan is ready as agreed wx${at}.\n\nMore on it wx${at}b\nThanks`;
    const quoted = last === undefined ? "" : `\n\n${quote(last.text ?? "", last.from, at)}`;
    messages.push(message(at % 2 === 0 ? "ann" : "bo", `${own}${quoted}`));
  }
  return messages;
}

describe("what a conversation leaves out", () => {
  it.each([
    [
      "marked",
      (text: string, from: "ann" | "bo", day: number) =>
        `On Tue, ${day} Mar 2026 at 10:02, ${NAMES[from]} wrote:\n\n${marked(text)}`,
    ],
    [
      "unmarked",
      (text: string, from: "ann" | "bo", day: number) =>
        `From: ${NAMES[from]}\nSent: Tuesday, March ${day}, 2026 10:02\nTo: ${NAMES[from === "ann" ? "bo" : "ann"]}\nSubject: Pricing\n\n${text}`,
    ],
  ])("is all that %s quotes repeat, however deep", (_name, quote) => {
    const sections = sectionsOf(chain(7, quote));
    for (const [at, section] of sections.entries()) {
      const own = wordsIn(section).filter((word) => word.startsWith("wx"));
      expect(own).toEqual([`wx${at}`, `wx${at}b`]);
      expect(section.match(/quote of \d+ lines/gu) ?? []).toHaveLength(at === 0 ? 0 : 1);
      expect(section).not.toMatch(/wrote:|Sent:/u);
    }
  });

  it("is found whatever became of its line breaks, its bold type and its form", () => {
    const text =
      "The small plan costs nine euros a month for each of the desks that you have, and the large one twelve.";
    const wrapped =
      "Fine\n\nOn 3 Mar 2026, at 10:02, Ann Lee <ann@corp.example> wrote:\n\n> The small plan costs *nine euros* a month for each of\n> the desks that you have, and the large one twelve.";
    const [, second] = sectionsOf([
      {
        ...message("ann", ""),
        text: undefined,
        html: `<p>${text.replace("nine euros", "<b>nine euros</b>")}</p>`,
      },
      message("bo", wrapped),
    ]);
    expect(second?.trim()).toBe("- **From:** bo@ours.example\n\nFine\n\n*quote of 3 lines*");
  });

  it.each([
    [
      "a word that was taken out",
      "I can tell you today that we will not pay more than five hundred euros for it",
      "I can tell you today that we will pay more than five hundred euros for it",
    ],
    [
      "two sentences made one",
      "We take the red one for the big house in Bonn. We never take the blue one for the small hut in Ulm.",
      "We take the red one for the small hut in Ulm.",
    ],
    [
      "another sum",
      "The price of each seat per year is 1.500 EUR for all",
      "The price of each seat per year is 1,500 EUR for all",
    ],
    [
      "a sum below zero",
      "The price of each seat per year is 1.500 EUR for all",
      "The price of each seat per year is -1.500 EUR for all",
    ],
    [
      "a tick at the end",
      "Shall I bring the signed contract along with me",
      "Shall I bring the signed contract along with me ✔",
    ],
  ])("is no line with %s", (_name, said, changed) => {
    for (const quoted of [
      `On 3 Mar 2026, at 10:02, ${NAMES.ann} wrote:\n\n> ${changed}`,
      `From: ${NAMES.ann}\nSent: 3 March 2026 10:02\nTo: ${NAMES.bo}\nSubject: Pricing\n\n${changed}`,
    ]) {
      const [, second = ""] = sectionsOf([message("ann", said), message("bo", `Signed.\n\n${quoted}`)]);
      expect(second).toContain(changed);
    }
  });

  it("is no answer of signs alone", () => {
    const said = "Can we meet on Friday at ten in the office?\nWill Cy be there as well this time?";
    const answered = said.replace("office?", "office?\n???").concat("\n:-)");
    const [, second = ""] = sectionsOf([
      message("ann", said),
      message(
        "bo",
        `Hm.\n\nFrom: ${NAMES.ann}\nSent: 3 March 2026 10:02\nTo: ${NAMES.bo}\nSubject: Pricing\n\n${answered}`,
      ),
    ]);
    expect(second).toContain("???");
    expect(second).toContain(":-)");
  });

  it("is nothing that its writer put between the lines of an unmarked quote", () => {
    const asked =
      "Thanks for the call of this morning, it was a pleasure.\nWould Tuesday do?\nBest regards\nAnn";
    const answer = `See below\n\nFrom: ${NAMES.ann}\nSent: 3 March 2026 10:02\nTo: ${NAMES.bo}\nSubject: Pricing\n\nThanks\n${asked.replace("do?", "do?\nBest regards\nYes")}\n\nThanks\nBo`;
    const [, second = ""] = sectionsOf([message("ann", asked), message("bo", answer)]);
    expect(missing(["See", "below", "Yes", "Thanks", "Thanks", "Bo", "Best", "regards"], second)).toEqual([]);
  });

  it.each([
    "On page 3 of the letter of 3 March 2026 at 10:02 Ann wrote:",
    "On Tue, 3 Mar 2026 at 10:02, Zed <zed@else.example> wrote:",
    "On Tue, 3 Mar 2026 at 10:02, Ann Lee, who is never on time, wrote:",
  ])("is no line that says more than a mail client knows: %s", (line) => {
    const text = "Would Tuesday at noon do for all of you?";
    const [, second = ""] = sectionsOf([message("ann", text), message("bo", `Look\n\n${line}\n> ${text}`)]);
    expect(missing(wordsIn(line), second)).toEqual([]);
    expect(second).toContain("quote of 1 lines");
  });

  it("is nothing that stands in no other message, and what changed in a quote", () => {
    const quoted = "Would Tuesday at noon do for all of you?\nThe price is nine euros for each of the desks.";
    const changed = quoted.replace("nine", "eight");
    const [, second = ""] = sectionsOf([
      message("ann", quoted),
      message(
        "bo",
        `Fine\n\nOn Tue, 3 Mar 2026 at 10:02, ${NAMES.ann} wrote:\n${marked(changed)}\n> Not said by anybody`,
      ),
    ]);
    expect(second).toContain("> The price is eight euros for each of the desks.");
    expect(second).toContain("> Not said by anybody");
    expect(second).not.toContain("Tuesday at");
  });

  it("is nothing that was forwarded, also from the conversation itself", () => {
    const text = "Would Tuesday at noon do for all of you?";
    for (const mark of ["---------- Forwarded message ---------", "Begin forwarded message:"]) {
      const forwarded = `FYI\n\n${mark}\nFrom: ${NAMES.ann}\nDate: Tue, 3 Mar 2026\nSubject: Pricing\nTo: Bo\n\n${text}\n\nOn 1 Mar 2026, at 10:02, Bo wrote:\n> When?`;
      const [, second = ""] = sectionsOf([message("ann", text), message("bo", forwarded)]);
      expect(missing(wordsIn(forwarded), second)).toEqual([]);
    }
  });

  it("stays where it stands, if that is in a quote of what is not here", () => {
    const unknown = `On 1 Mar 2026, at 10:02, Zed <zed@else.example> wrote:\n> An offer that nobody has here, of three desks.`;
    const [first = "", second = ""] = sectionsOf([
      message("ann", `Look\n\n${unknown}`),
      message("bo", `Yes\n\nOn 3 Mar 2026, at 10:02, ${NAMES.ann} wrote:\n> Look\n>\n${marked(unknown)}`),
    ]);
    expect(first).toContain("An offer that nobody has here");
    expect(second).not.toContain("An offer");
  });
});
