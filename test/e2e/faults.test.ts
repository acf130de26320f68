import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { SandboxClient, type Fault } from "../sandboxClient.ts";
import type { Row } from "./treeView.ts";
import { Workbench } from "./workbench.ts";

interface BadAnswer {
  readonly what: string;
  readonly fault: Omit<Fault, "match">;
  /** The sentence above the rows. */
  readonly sentence: string;
  /** The row with the next step, beside "Try Again". */
  readonly step?: string;
}

const apiError = (statusCode: number, message: string): object => ({ statusCode, error: "Error", message });

const BAD_ANSWERS: readonly BadAnswer[] = [
  {
    what: "402",
    fault: { status: 402, body: apiError(402, "Payment required") },
    sentence: "Instantly asks for a paid plan or more credits: Payment required",
    step: "Open Billing",
  },
  {
    what: "429 without Retry-After",
    fault: { status: 429 },
    sentence: "Instantly's request limit is reached. Try again in a minute.",
  },
  {
    what: "500",
    fault: { status: 500 },
    sentence: "Instantly had a fault of its own (500). Try again in a moment.",
  },
  {
    what: "502 with an HTML page",
    fault: {
      status: 502,
      body: "<html><head><title>502 Bad Gateway</title></head><body>Sorry</body></html>",
    },
    sentence: "Instantly's servers are in trouble (502, 502 Bad Gateway). Try again in a moment.",
  },
  {
    what: "403 from Cloudflare",
    fault: { status: 403, body: "error code: 1010", headers: { "content-type": "text/plain" } },
    sentence: "stopped the request (403, error code: 1010). Try another network.",
  },
  {
    what: "a dropped connection",
    fault: { drop: true },
    sentence: "Check the network or proxy; you stay signed in.",
  },
  {
    what: "truncated JSON",
    fault: { body: '{"items":[{"email":"cut@off', headers: { "content-type": "application/json" } },
    sentence: "This version does not understand Instantly's answer.",
    step: "Show Log",
  },
  {
    what: "JSON of another shape",
    fault: { body: { accounts: "none" } },
    sentence: "This version does not understand Instantly's answer.",
    step: "Show Log",
  },
  {
    what: "a scope that is gone",
    fault: { status: 401, body: apiError(401, "Invalid scope. Required: accounts:read. Found: leads:all") },
    sentence: "This API key lacks the scope accounts:read.",
    step: "Use a Key with accounts:read",
  },
];

const VIEWS = [
  { title: "Accounts", list: "GET /accounts", empty: "This workspace has no sending accounts yet." },
  { title: "Lead Lists", list: "GET /lead-lists", empty: "This workspace has no lead lists yet." },
  { title: "Emails", list: "GET /emails", empty: "No mail yet." },
] as const;

describe("the views when the API misbehaves", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  const accounts = (): ReturnType<Workbench["view"]> => workbench.view("Accounts");
  const refresh = (title: string): Promise<void> => workbench.runCommand(`Instantly: Refresh ${title}`);
  const waitForMessage = (title: string, text: string): Promise<true> =>
    workbench.watcher.until(`"${text}" above the rows of ${title}`, async () =>
      (await workbench.view(title).message()).includes(text),
    );
  const waitUntilWell = (title: string): Promise<unknown> =>
    workbench.watcher.until(`${title} without a message`, async () => {
      const rows = await workbench.view(title).rows();
      return (await workbench.view(title).message()) === "" && rows.length > 1;
    });

  /** The rows at the end of a view that failed; the last of them has the focus. */
  const waitForLastRows = (title: string): Promise<readonly Row[]> =>
    workbench.watcher.until(`"Try Again" at the end of ${title}`, async () => {
      await workbench.view(title).scrollToEnd();
      const rows = await workbench.view(title).rows();
      return rows.at(-1)?.label === "Try Again" && rows;
    });
  /** With the keyboard: the message above the rows moves them while it comes and goes. What passes may be read by itself. */
  const tryAgain = async (title: string): Promise<void> => {
    await workbench.view(title).scrollToEnd();
    const rows = await workbench.view(title).rows();
    if (rows.at(-1)?.label === "Try Again") await workbench.page.keyboard.press("Enter");
    await waitUntilWell(title);
    await workbench.view(title).scrollToTop();
  };

  before(async () => {
    await sandbox.reset();
    await sandbox.addFaults({ match: "GET /*", delayMs: 1500, times: 3 });
    const settings = { "instantly.api.baseUrl": sandbox.origin };
    workbench = await Workbench.open({ settings, env: { INSTANTLY_API_KEY: sandbox.key } });
  });
  afterEach(() => sandbox.clearFaults());
  after(() => workbench.close());

  it("never asks a signed-in person to sign in while the rows are loading", async () => {
    await workbench.openContainer("Instantly");
    const seen = await workbench.watcher.until("the first rows", async () => {
      assert.equal(await accounts().welcomeText(), "");
      return (await accounts().rows()).length > 5;
    });
    assert.ok(seen);
  });

  for (const { title, list, empty } of VIEWS) {
    it(`says in words when ${title} is empty`, async () => {
      await sandbox.addFaults({ match: list, body: { items: [] } });
      await refresh(title);
      await workbench.view(title).waitForWelcome(empty);
      await sandbox.clearFaults();
      await refresh(title);
      await waitUntilWell(title);
    });

    it(`keeps the rows of ${title} when a refresh fails, says why and since when, and tries again`, async () => {
      const before = await workbench.view(title).rows();
      await sandbox.addFaults({ match: list, status: 500 });
      await refresh(title);
      await waitForMessage(title, "Instantly had a fault of its own (500)");
      assert.match(await workbench.view(title).message(), /^As of \d+:\d\d/);
      assert.equal((await workbench.view(title).rows())[0]?.label, before[0]?.label);
      await sandbox.clearFaults();
      await tryAgain(title);
    });
  }

  for (const { what, fault, sentence, step } of BAD_ANSWERS) {
    it(`ends ${what} in one sentence and a way on`, async () => {
      await accounts().show();
      await sandbox.addFaults({ match: "GET /accounts", ...fault });
      await refresh("Accounts");
      await waitForMessage("Accounts", sentence);
      const rows = await waitForLastRows("Accounts");
      assert.deepEqual(
        rows.slice(step === undefined ? -1 : -2).map(({ label }) => label),
        [...(step === undefined ? [] : [step]), "Try Again"],
      );
      assert.ok(
        rows.some(({ label }) => label.includes("@")),
        "the old rows are gone",
      );
      await sandbox.clearFaults();
      await tryAgain("Accounts");
    });
  }

  it("shows a row that it cannot read as one notice, beside the others", async () => {
    const { items } = await sandbox.call<{ items: Record<string, unknown>[] }>("GET", "/accounts?limit=3");
    await sandbox.addFaults({ match: "GET /accounts", body: { items: [...items, { status: 1 }] } });
    await refresh("Accounts");
    const rows = await accounts().waitForRows("the notice", (all) => all.length === 4);
    assert.equal(rows[3]?.label, "A row that could not be read");
    assert.ok(rows.some(({ label }) => label === "maya@lumenoak.example"));
    await sandbox.clearFaults();
    await refresh("Accounts");
    await accounts().waitForRows("all rows", (all) => all.length > 10);
  });

  it("says what failed when there was never a row, and fills the view once it works", async () => {
    await workbench.runCommand("Instantly: Clear Local Data");
    await workbench.clickDialog("Clear Lists and Messages");
    await workbench.waitForToast("Removed");
    await sandbox.addFaults({ match: "GET /accounts", status: 500 });
    await workbench.reload();
    await waitForMessage("Accounts", "Instantly had a fault of its own (500)");
    await accounts().waitForRows("nothing but a way on", ([row, ...others]) => {
      return row?.label === "Try Again" && others.length === 0;
    });
    assert.equal(await accounts().welcomeText(), "");
    await sandbox.clearFaults();
    // By itself, soon after the API works again.
    await waitUntilWell("Accounts");
  });

  it("has written neither a key nor an address nor a body into any log", () => {
    const files = logsUnder(workbench.profileDir);
    assert.ok(
      files.some((file) => file.includes("Instantly")),
      "the extension's own log is not there",
    );
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      assert.ok(!text.includes(sandbox.key), `${file} holds the key`);
      assert.doesNotMatch(text, /[\w.]+@(?:\w+\.example|oddities\.test)|cut@off/, file);
      assert.doesNotMatch(text, /Payment required|Bad Gateway|error code: 1010/, file);
    }
  });
});

function logsUnder(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".log"))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
