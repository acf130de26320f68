import { describe, expect, it } from "vitest";
import { fromAccountPanel, fromEmailPanel, fromLeadListPanel } from "../../../src/shared/fromPanel.ts";
import { panelState } from "../../../src/shared/panelState.ts";

describe("messages from a page", () => {
  it.each([fromEmailPanel, fromAccountPanel, fromLeadListPanel])(
    "say ready, refresh and act in every panel",
    (schema) => {
      for (const type of ["ready", "refresh", "act"]) expect(schema.safeParse({ type }).success).toBe(true);
    },
  );

  it.each([
    undefined,
    null,
    "ready",
    { type: "executeCommand", command: "x" },
    { type: "copy", id: "x", part: "key" },
    { type: "setUnread", id: "x", unread: "yes" },
    { type: "openLink", href: 1 },
    { type: "openLink", href: "x".repeat(10_000) },
  ])("are refused when they are anything else: %j", (message) => {
    expect(fromEmailPanel.safeParse(message).success).toBe(false);
  });

  it("belong to one panel", () => {
    expect(fromLeadListPanel.safeParse({ type: "testVitals" }).success).toBe(false);
    expect(fromAccountPanel.safeParse({ type: "testVitals" }).success).toBe(true);
  });
});

describe("the state that VS Code keeps for a panel", () => {
  it("names a thing and a profile; what else the page kept is its own", () => {
    expect(panelState.parse({ id: "1", profileId: "p", mode: "text" })).toEqual({ id: "1", profileId: "p" });
  });

  it.each([undefined, null, {}, { id: "1" }, { id: "", profileId: "p" }, { id: 1, profileId: "p" }])(
    "is refused when it does not: %j",
    (state) => {
      expect(panelState.safeParse(state).success).toBe(false);
    },
  );
});
