import assert from "node:assert/strict";
import * as vscode from "vscode";
import { draftUri } from "../../src/shell/drafts/draftUri.ts";
import { UndoWindow } from "../../src/shell/drafts/undoWindow.ts";

describe("the seconds in which a message can be taken back", () => {
  const uri = draftUri({ scope: "ws", kind: "reply", id: 1 });
  const seconds = (value: number | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration("instantly")
      .update("mail.undoSendSeconds", value, vscode.ConfigurationTarget.Global);
  let locks: boolean[];
  let undo: UndoWindow;

  beforeEach(() => {
    locks = [];
    undo = new UndoWindow({ setLocked: (_uri, isLocked) => locks.push(isLocked) });
  });
  after(() => seconds(undefined));

  it("pass, and the message leaves with the words that were agreed to", async () => {
    await seconds(1);
    const waiting = undo.wait(uri, "ann@corp.example");
    assert.deepEqual(locks, [true]);
    assert.equal(await waiting, true);
    assert.deepEqual(locks, [true, false]);
  });

  it("end at once when the draft is discarded, which can then be written to", async () => {
    await seconds(60);
    const waiting = undo.wait(uri, "ann@corp.example");
    undo.drop(draftUri({ scope: "ws", kind: "reply", id: 2 }));
    assert.deepEqual(locks, [true]);
    undo.drop(uri);
    assert.deepEqual(locks, [true, false]);
    assert.equal(await waiting, false);
  });

  it("are none where a person wants none", async () => {
    await seconds(0);
    assert.equal(await undo.wait(uri, "ann@corp.example"), true);
    assert.deepEqual(locks, []);
  });
});
