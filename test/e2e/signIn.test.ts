import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SandboxClient } from "../sandboxClient.ts";
import { filesUnder } from "./filesUnder.ts";
import { signInWith } from "./signInWith.ts";
import { Workbench } from "./workbench.ts";

describe("signing in", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    workbench = await Workbench.open({ settings: { "instantly.api.baseUrl": sandbox.origin } });
    await workbench.openContainer("Instantly");
  });
  after(() => workbench.close());

  it("offers itself in the empty sidebar and asks nothing by itself", async () => {
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    assert.deepEqual(await sandbox.requests(), []);
    assert.equal(await workbench.quickInput.input.isVisible(), false);
  });

  it("hides what is typed and refuses a key with a space before anything is sent", async () => {
    await workbench.view("Accounts").clickWelcome("Sign In");
    await workbench.quickInput.waitFor("Sign In to Instantly");
    assert.equal(await workbench.quickInput.isPassword(), true);
    await workbench.quickInput.type("two words");
    await workbench.quickInput.waitForMessage("A key has no spaces");
    assert.deepEqual(await sandbox.requests(), []);
    await workbench.quickInput.cancel();
  });

  it("says that a key is invalid and stores nothing", async () => {
    await workbench.runCommand("Instantly: Sign In…");
    await workbench.quickInput.waitFor("Sign In to Instantly");
    await workbench.quickInput.type("bm90LWEta2V5OndoYXRldmVy");
    await workbench.quickInput.accept();
    await workbench.waitForToast("this API key is invalid. Nothing was stored.");
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
  });

  it("keeps who is not signed in where they were when the network fails", async () => {
    await sandbox.addFaults({ match: "GET /*", drop: true });
    await workbench.runCommand("Instantly: Sign In…");
    await workbench.quickInput.waitFor("Sign In to Instantly");
    await workbench.quickInput.type(sandbox.key);
    await workbench.quickInput.accept();
    await workbench.waitForToast("Instantly could not be reached");
    await sandbox.clearFaults();
  });

  it("trims the key, names the workspace and fills the views", async () => {
    await signInWith(workbench, `  ${sandbox.key} `);
    await workbench.waitForToast("Signed in to Lumen & Oak.");
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
    await workbench.statusBarItem("Lumen & Oak").waitFor();
  });

  it("stays signed in over a reload of the window", async () => {
    await workbench.reload();
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
    await workbench.statusBarItem("Lumen & Oak").waitFor();
  });

  it("says so when the machine has forgotten the key over a restart", async () => {
    // The web workbench seals its secrets in here; without it, they were in memory only. It may be about to write them.
    const atReload = (deed: string): Promise<unknown> =>
      workbench.page.evaluate(`addEventListener("pagehide", () => { ${deed} })`);
    await atReload(
      "sessionStorage.setItem('kept', localStorage.getItem('secrets.provider')); localStorage.removeItem('secrets.provider');",
    );
    await workbench.reload();
    await workbench.view("Accounts").waitForWelcome("Your API key did not survive the restart");
    await atReload("localStorage.setItem('secrets.provider', sessionStorage.getItem('kept'));");
    await workbench.reload();
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
  });

  it("keeps the rows and the session when the network fails", async () => {
    await sandbox.addFaults({ match: "GET /*", drop: true });
    await workbench.runCommand("Instantly: Refresh Accounts");
    await workbench.watcher.until("the failure said above the rows", async () =>
      (await workbench.view("Accounts").message()).includes("could not be reached"),
    );
    const rows = await workbench.view("Accounts").rows();
    assert.ok(
      rows.some(({ label }) => label.includes("@")),
      "old rows are gone",
    );
    await sandbox.clearFaults();
    await workbench.statusBarItem("Lumen & Oak").waitFor();
    await workbench.runCommand("Instantly: Refresh Accounts");
  });

  it("takes a key with one scope, and each view names the scope that it lacks", async () => {
    await signInWith(workbench, await sandbox.createKey(["accounts:read"]), "Narrow");
    await workbench.waitForToast("lacks the scope workspaces:read");
    await workbench.statusBarItem("Narrow").waitFor();
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
    await workbench
      .view("Lead Lists")
      .waitForRows("the scope", ([row]) => row?.label.includes("lead_lists:read") === true);
    await workbench
      .view("Emails")
      .waitForRows("the scope", ([row]) => row?.label.includes("emails:read") === true);
  });

  async function switchTo(name: string): Promise<void> {
    await workbench.quickInput.choose("Instantly: Switch Workspace…", "Switch Instantly Workspace", name);
    await workbench.statusBarItem(name).waitFor();
  }

  it("switches between the workspaces that are stored", async () => {
    await workbench.runCommand("Instantly: Switch Workspace…");
    await workbench.quickInput.waitFor("Switch Instantly Workspace");
    assert.deepEqual((await workbench.quickInput.items()).slice(0, 2), ["Lumen & Oak", "Narrow"]);
    await workbench.quickInput.pick("Lumen & Oak");
    await workbench.statusBarItem("Lumen & Oak").waitFor();
    await workbench.view("Lead Lists").waitForRows("lead lists", ([row]) => row?.expanded === false);
  });

  it("shows nothing of one workspace while another is active, and brings the panel back with its own", async () => {
    const [account] = await workbench.view("Accounts").waitForRows("accounts", ([row]) => row !== undefined);
    const address = account?.label ?? "";
    await workbench.view("Accounts").click(address);
    await workbench.panelFrame("Daily limit");
    await switchTo("Narrow");
    const elsewhere = await workbench.panelFrame("another workspace");
    assert.ok(!(await elsewhere.locator("body").innerText()).includes(address));
    await elsewhere.getByRole("button", { name: "Switch Workspace" }).click();
    await workbench.quickInput.waitFor("Switch Instantly Workspace");
    await workbench.quickInput.pick("Lumen & Oak");
    await workbench.panelFrame("Daily limit");
  });

  it("does not send a key to another origin than the one it was entered for", async () => {
    const sameServer = sandbox.origin.replace("127.0.0.1", "localhost");
    await workbench.setSettings({ "instantly.api.baseUrl": sameServer });
    await workbench.reload();
    const before = (await sandbox.requests()).length;
    await workbench.view("Accounts").waitForWelcome("Your API key was entered for another server");
    const commands = await workbench.quickInput.commands("Instantly: Sign");
    assert.ok(commands.includes("Instantly: Sign Out"), "what is stored can be signed out");
    await workbench.quickInput.cancel();
    assert.equal((await sandbox.requests()).length, before);
  });

  it("refuses plain http to another machine, and goes on once the setting is mended", async () => {
    await workbench.setSettings({ "instantly.api.baseUrl": "http://api.instantly.example" });
    await workbench.reload();
    await workbench.view("Accounts").waitForWelcome("is not an https address");
    await workbench.runCommand("Instantly: Sign In…");
    await workbench.waitForToast("must be an https address");
    await workbench.setSettings({ "instantly.api.baseUrl": sandbox.origin });
    await workbench.reload();
    await workbench.view("Accounts").waitForRows("accounts again", (rows) => rows.length > 5);
    await workbench.panelFrame("Daily limit");
  });

  it("ends the session when Instantly says that the key is invalid", async () => {
    const body = { statusCode: 401, error: "Unauthorized", message: "Invalid API key" };
    await sandbox.addFaults({ match: "GET /accounts*", status: 401, body, times: 1 });
    await workbench.runCommand("Instantly: Refresh Accounts");
    await workbench.view("Accounts").waitForWelcome("the API key of this workspace is invalid");
    await switchTo("Lumen & Oak");
    await workbench.view("Accounts").waitForRows("accounts again", (rows) => rows.length > 5);
  });

  it("says what signing out wiped", async () => {
    await workbench.panelFrame("Daily limit");
    await workbench.runCommand("Instantly: Sign Out");
    const said = await workbench.waitForToast("Signed out of Lumen & Oak.");
    assert.match(said, /Wiped: its API key/);
    assert.match(said, /Still stored: Narrow/);
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    const panel = await workbench.panelFrame("You are signed out of Instantly.");
    assert.doesNotMatch(await panel.locator("body").innerText(), /@|Daily limit/);
    await panel.getByRole("button", { name: "Sign In" }).click();
    await workbench.quickInput.waitFor("Sign In to Instantly");
    await workbench.quickInput.cancel();
  });

  it("has left no key in any log or file of the profile", () => {
    const holding = filesUnder(workbench.profileDir).filter((file) =>
      readFileSync(file).includes(sandbox.key),
    );
    assert.deepEqual(holding, []);
  });
});

describe("a key from the environment", () => {
  const sandbox = SandboxClient.fromEnvironment();
  let workbench: Workbench;

  before(async () => {
    await sandbox.reset();
    const settings = {
      "instantly.api.baseUrl": sandbox.origin,
      "instantly.emails.pollMinutes": 0.05,
      "instantly.emails.notify": false,
    };
    workbench = await Workbench.open({ settings, env: { INSTANTLY_API_KEY: sandbox.key } });
  });
  after(() => workbench.close());

  it("counts unread mail on the badge before anybody has opened its views", async () => {
    const { count } = await sandbox.call<{ count: number }>("GET", "/emails/unread/count");
    await workbench.watcher.until(
      "the badge",
      async () => (await workbench.badge("Instantly")) === String(count),
    );
    await workbench.openContainer("Instantly");
  });

  it("signs in as the profile Environment, names its workspace, and stays until it is told to leave", async () => {
    await workbench.statusBarItem("Lumen & Oak (Environment)").waitFor();
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.waitForToast("This key comes from INSTANTLY_API_KEY");
    await workbench.statusBarItem("Environment").waitFor();
  });

  it("shows new mail without a word where that was turned off", async () => {
    await workbench.view("Emails").waitForRows("emails", (rows) => rows.length > 5);
    await sandbox.addMail({ subject: "Re: quiet", from: "di@reply.example", name: "Di Reply" });
    await workbench.view("Emails").waitForRows("it on top", ([first]) => first?.label === "Di Reply");
    const looks = (await sandbox.requests()).length;
    await workbench.watcher.until("another look", async () => (await sandbox.requests()).length > looks);
    assert.ok(!(await workbench.toasts()).some((toast) => toast.includes("Di Reply")));
  });

  it("looks for new mail while the view can be seen, and else counts what is unread for the badge", async () => {
    const looks = async (path: string): Promise<number> =>
      (await sandbox.requests()).filter((request) => request.path === `/api/v2/emails${path}`).length;
    const before = await looks("/unread/count");
    await workbench.watcher.until("another look", async () => (await looks("/unread/count")) >= before + 2);
    await workbench.view("Accounts").show({ alone: true });
    await workbench.page.waitForTimeout(1000); // a look that was under way
    const [lists, counts] = [await looks(""), await looks("/unread/count")];
    await workbench.watcher.until("another count", async () => (await looks("/unread/count")) >= counts + 2);
    assert.equal(await looks(""), lists);
  });

  it("leaves its key alone when told so, also after a reload, until it is chosen again", async () => {
    await workbench.runCommand("Instantly: Sign Out");
    await workbench.clickToast("This key comes from INSTANTLY_API_KEY", "Sign Out Here");
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    await workbench.reload();
    await workbench.view("Accounts").waitForWelcome("Sign in with an API key");
    const { quickInput } = workbench;
    await quickInput.choose("Instantly: Switch Workspace…", "Switch Instantly Workspace", "Environment");
    await workbench.view("Accounts").waitForRows("accounts", (rows) => rows.length > 5);
  });
});
