import { expect, it, describe } from "vitest";
import { foldText, type TextPart } from "../../../src/shared/foldText.ts";

/** Labelled by hand: `>own`, `>quote` and `>signature` lines say what the lines after them are. */
function labelled(source: string): { text: string; parts: TextPart[] } {
  const parts = source
    .replace(/^\n/u, "")
    .split(/^@(own|quote|signature)\n/mu)
    .slice(1);
  const wanted: TextPart[] = [];
  for (let i = 0; i < parts.length; i += 2)
    wanted.push({ kind: parts[i] as TextPart["kind"], text: (parts[i + 1] ?? "").replace(/\n$/u, "") });
  return { text: wanted.map(({ text }) => text).join("\n"), parts: wanted };
}

const CASES: Readonly<Record<string, string>> = {
  "Gmail, English": `
@own
Sounds good.

@quote
On Tue, 3 Mar 2026 at 10:02, Ann Lee <ann@corp.example> wrote:

> Would Tuesday do?
> Ann`,
  "Gmail, attribution on two lines": `
@own
Yes
@quote
On Tue, 3 Mar 2026 at 10:02, Ann Lee of the very long department name
<ann@corp.example> wrote:
> Would Tuesday do?`,
  "Gmail, French": `
@own
Merci !

@quote
Le mar. 3 mars 2026 à 10:02, Ann Lee <ann@corp.example> a écrit :
> Mardi ?`,
  "Thunderbird, German": `
@own
Gern.

@quote
Am 03.03.26 um 10:02 schrieb Ann Lee:
> Dienstag?`,
  "Gmail, Spanish": `
@own
Vale
@quote
El mar, 3 mar 2026 a las 10:02, Ann Lee (<ann@corp.example>) escribió:
> ¿Martes?`,
  "Gmail, Italian": `
@own
Va bene
@quote
Il giorno mar 3 mar 2026 alle ore 10:02 Ann Lee <ann@corp.example> ha scritto:
> Martedì?`,
  "Gmail, Portuguese": `
@own
Ok
@quote
Em ter., 3 de mar. de 2026 às 10:02, Ann Lee <ann@corp.example> escreveu:
> Terça?`,
  "Gmail, Dutch": `
@own
Prima
@quote
Op di 3 mrt 2026 om 10:02 schreef Ann Lee <ann@corp.example>:
> Dinsdag?`,
  "Gmail, Swedish": `
@own
Bra
@quote
Den tis 3 mars 2026 kl 10:02 skrev Ann Lee <ann@corp.example>:
> Tisdag?`,
  "Gmail, Polish": `
@own
Dobrze
@quote
wt., 3 mar 2026 o 10:02 Ann Lee <ann@corp.example> napisał(a):
> Wtorek?`,
  "Gmail, Japanese": `
@own
了解です。
@quote
2026年3月3日(火) 10:02 Ann Lee <ann@corp.example> さんのメール:
> 火曜日は？`,
  "Gmail, Chinese": `
@own
好的
@quote
Ann Lee <ann@corp.example> 于2026年3月3日周二 10:02写道：
> 周二？`,
  "Outlook, English": `
@own
Fine by me.

@quote
From: Ann Lee <ann@corp.example>
Sent: Tuesday, March 3, 2026 10:02
To: Bo <bo@corp.example>
Subject: Tuesday

Would Tuesday do?`,
  "Outlook, German": `
@own
Passt.

@quote
Von: Ann Lee <ann@corp.example>
Gesendet: Dienstag, 3. März 2026 10:02
An: Bo <bo@corp.example>
Betreff: Dienstag

Dienstag?`,
  "Outlook, line of underscores": `
@own
Yes.
@quote
________________________________
From: Ann Lee <ann@corp.example>
Would Tuesday do?`,
  "Original Message": `
@own
Yes.

@quote
-----Original Message-----
From: Ann
Would Tuesday do?`,
  "Ursprüngliche Nachricht": `
@own
Ja.
@quote
-------- Ursprüngliche Nachricht --------
Dienstag?`,
  "a plain text client with the date behind the name": `
@own
Yes

@quote
Ann Lee <ann@corp.example> wrote on 2026-03-03:
> Would Tuesday do?`,
  "a signature before the quote": `
@own
Yes
@signature
-- 
Bo Berg
Corp
@quote
On Tue, 3 Mar 2026 at 10:02, Ann wrote:
> Tuesday?`,
  "a signature behind the quote": `
@own
Yes
@quote
> Tuesday?
@signature
-- 
Bo Berg`,
  "a phone's signature": `
@own
Yes

@signature
Sent from my iPhone

@quote
On 3 Mar 2026, at 10:02, Ann Lee <ann@corp.example> wrote:
> Tuesday?`,
  "a phone's signature, German": `
@own
Ja
@signature
Von meinem iPhone gesendet`,
  "short quotes that are answered one by one stay": `
@own
> When?
Tuesday.
> Where?
At yours.`,
  "forwarded mail stays": `
@own
See below.

---------- Forwarded message ---------
From: Ann Lee <ann@corp.example>
Read me`,
  "sentences that only sound like it": `
@own
On Monday I wrote to Ann: she agreed.
From: here to there it is far.
Sent from the office.
He wrote:
nothing.`,
  "nothing but a quote": `
@own
> All of this
> is quoted.`,
};

describe("a plain text message", () => {
  it.each(Object.entries(CASES))("%s", (_name, source) => {
    const { text, parts } = labelled(source);
    expect(foldText(text)).toEqual(parts);
  });

  it("folds a long quote between own words", () => {
    const quote = Array.from({ length: 12 }, (_, i) => `> line ${i}`).join("\n");
    expect(foldText(`Hi\n${quote}\nMy answer`).map(({ kind }) => kind)).toEqual(["own", "quote", "own"]);
  });

  it("loses nothing, whatever it is given", () => {
    for (const text of [
      "",
      "\n\n",
      "--",
      ">".repeat(50_000),
      "-- \n".repeat(20_000),
      "On a wrote:\n".repeat(5_000),
      "x".repeat(300_000),
    ])
      expect(
        foldText(text)
          .map((part) => part.text)
          .join("\n"),
      ).toBe(text);
  });
});
