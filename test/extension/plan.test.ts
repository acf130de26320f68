import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { systemClock } from "../../src/core/clock.ts";
import { planRun, type RunPlan } from "../../src/core/verification/runPlan.ts";
import { UserError } from "../../src/shell/explain.ts";
import { openAddressFile } from "../../src/shell/runs/addressFile.ts";
import { engineLines, offersFor } from "../../src/shell/runs/engineChoice.ts";
import { planText, type PlanTerms } from "../../src/shell/runs/planWords.ts";
import { MemoryLedger } from "../../src/store/memoryStore.ts";

const TERMS: PlanTerms = { maxCredits: 1_000, balanceFloor: 0, domains: "ask", leftOut: new Set() };
const HUNDRED = Array.from({ length: 100 }, (_, index) => `p${index}@d${index}.example`);

/** The buttons, with what the run may spend when one is pressed. */
function buttons(made: RunPlan, maxCredits: number): readonly string[] {
  return offersFor(made, maxCredits).map(
    ({ title, engine, limit }) => `${title} | ${engine} ${limit.maxCredits}${limit.hasOwnMax ? " own" : ""}`,
  );
}

function plan(addresses: readonly string[], balance: number | undefined): Promise<RunPlan> {
  return planRun(addresses, 30, {
    ledger: new MemoryLedger(),
    clock: systemClock,
    check: (address) => (address.includes("@") ? undefined : "noAt"),
    creditsPerCheck: 0.25,
    balance: () => Promise.resolve(balance),
  });
}

describe("the words of a plan", () => {
  it("say cost, balance and time, and nothing of limits that are not met", async () => {
    const text = planText(await plan(HUNDRED, 40), TERMS);
    assert.equal(text, "100 addresses\n\nAbout 25 of 40 credits, 15 after\nAbout 6 s");
  });

  it("say both ways of a large one in the same question, and what is not known of them", async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `p${index}@d${index}.example`);
    const made = await plan(many, 40_000);
    assert.deepEqual(buttons(made, 4_000), ["Verify Here | calls 4000", "Verify on Import | import 4000"]);
    assert.match(engineLines(made).join("\n"), /in about 2 min[^]*if one costs more than 0\.25 credits/);
    assert.doesNotMatch(planText(made, TERMS), /min/);
    assert.match(planText({ ...made, crowded: 9 }, TERMS), /dead domains comes last, if verified here/);
    const blind = await plan(many, undefined);
    assert.deepEqual(buttons(blind, 4_000), ["Verify Here | calls 4000"]);
    assert.match(engineLines(blind).join("\n"), /lacks the scope workspace_billing:read/);
    const small = await plan(HUNDRED, 40);
    assert.deepEqual([buttons(small, 25), engineLines(small)], [["Verify 100 | calls 25"], []]);
  });

  it("offer what the limit of a run allows and, beside it, all of it for this run alone", async () => {
    const made = await plan(HUNDRED, 40);
    assert.deepEqual(buttons(made, 10.6), [
      "Verify 42 of 100 (10.5 credits) | calls 10.6",
      "Verify All 100 (25 credits) | calls 25 own",
    ]);
    assert.deepEqual(buttons(made, 0.2), ["Verify All 100 (25 credits) | calls 25 own"]);
    const many = Array.from({ length: 12_000 }, (_, index) => `p${index}@d${index}.example`);
    assert.deepEqual(buttons(await plan(many, 5_000), 25), [
      "Verify 100 of 12,000 (25 credits) | calls 25",
      "Verify All 12,000 Here (3,000 credits) | calls 3000 own",
      "Verify All 12,000 on Import (3,000 credits) | import 3000 own",
    ]);
    assert.deepEqual(buttons(await plan([], 5), 0), ["Verify Free of Charge | calls 0"]);
  });

  it("say where the run stops: at its own limit, at the floor, or with the balance", async () => {
    const made = await plan(HUNDRED, 20);
    assert.match(
      planText(made, { ...TERMS, maxCredits: 5 }),
      /The limit of 5 credits a run \(maxCreditsPerRun\) allows 20 addresses, unless you lift it here/,
    );
    assert.match(planText(made, { ...TERMS, balanceFloor: 8 }), /Stops while 8 credits are left/);
    assert.match(
      planText(made, TERMS),
      /About 25 credits needed, and the balance is 20\nEnough for about 80 of 100 addresses; pauses then/,
    );
    assert.match(planText(made, { ...TERMS, balanceFloor: 8 }), /Enough for about 48 of 100 addresses/);
  });

  it("say that the balance is not enough for one address, and what happens then, with no number below zero", async () => {
    for (const [balance, balanceFloor, shown] of [
      [0, 0, "0"],
      [-3, 0, "0"],
      [0.2, 0, "0.2"],
      [20, 30, "20"],
    ] as const) {
      const text = planText(await plan(HUNDRED, balance), { ...TERMS, maxCredits: 26, balanceFloor });
      assert.ok(text.includes(`About 25 credits needed, and the balance is ${shown}\n`), text);
      assert.match(text, /Not enough for one address: pauses before it costs anything/);
      assert.doesNotMatch(text, /-\d|after|Enough for|maxCreditsPerRun/);
    }
  });

  it("say that the balance is not known, and what happens when it runs out", async () => {
    assert.match(
      planText(await plan(HUNDRED, undefined), TERMS),
      /About 25 credits; the balance is not known to this key\nPauses if the credits run out; what is verified by then is kept\n/,
    );
  });

  it("show hostile addresses and headings as one line of plain text", async () => {
    const made = {
      ...(await plan(HUNDRED, 40)),
      groups: [
        {
          group: "mistypedDomain" as const,
          addresses: 1,
          example: "a\u202eb\n@gmial.com",
          suggestion: "=x@gmail.com",
        },
      ],
    };
    const place = { index: 0, name: `mail\n\u202e${"x".repeat(500)}` };
    const text = planText(made, { ...TERMS, file: { place, lacksColumn: false } });
    assert.doesNotMatch(text, /\u202e/);
    assert.ok(Math.max(...text.split("\n").map(({ length }) => length)) < 150, text);
  });
});

describe("the addresses of a file", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "instantly-plan-"));
  });
  after(() => rm(folder, { recursive: true }));

  const nobodyIsAsked = (): never => assert.fail("the column was asked for");
  const write = async (name: string, content: string | Uint8Array): Promise<vscode.Uri> => {
    const uri = vscode.Uri.file(path.join(folder, name));
    await writeFile(uri.fsPath, content);
    return uri;
  };
  const read = async (uri: vscode.Uri): Promise<{ found: string[]; source: unknown }> => {
    const file = await openAddressFile(uri, nobodyIsAsked);
    const found: string[] = [];
    for await (const address of file?.addresses ?? []) found.push(address);
    return { found, source: file?.source() };
  };

  it("are those of its e-mail column, with the hash and length of what was read", async () => {
    const uri = await write(
      "leads.CSV",
      "owner,email\nboss@x.example,a@x.example\nboss@x.example,b@x.example\n",
    );
    const { found, source } = await read(uri);
    assert.deepEqual(found, ["a@x.example", "b@x.example"]);
    assert.deepEqual(source, {
      uri: uri.toString(),
      sha256: "6fa40c36f72706dbf9579e74a441b19a638049413f630aaa645d931a92327602",
      bytes: 66,
      column: "email",
      columnIndex: 1,
    });
  });

  it("are read as they stand in the editor while that has unsaved changes", async () => {
    const uri = await write("open.csv", "email\na@x.example\n");
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(2, 0), "b@x.example\n");
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual((await read(uri)).found, ["a@x.example", "b@x.example"]);
    await document.save();
  });

  it("are none in binary data", async () => {
    const noise = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251);
    assert.deepEqual((await read(await write("noise.csv", noise))).found, []);
    assert.deepEqual((await read(await write("noise.bin", noise))).found, []);
  });

  it("cannot be had of a file that has gone, or of a folder, which is said in words", async () => {
    const uri = await write("gone.csv", "email\na@x.example\n");
    const file = await openAddressFile(uri, nobodyIsAsked);
    await rm(uri.fsPath);
    const readOn = async (): Promise<void> => {
      for await (const address of file?.addresses ?? []) assert.ok(address);
    };
    await assert.rejects(readOn(), new UserError("gone.csv is not there any more."));
    await assert.rejects(read(vscode.Uri.file(folder)), ({ message }: Error) =>
      message.includes("is a folder"),
    );
  });
});
