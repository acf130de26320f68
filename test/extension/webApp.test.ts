import assert from "node:assert/strict";
import { webAppUrl } from "../../src/shell/webApp.ts";

describe("the Instantly web app", () => {
  it("shows what is on Instantly's own servers", () => {
    assert.equal(webAppUrl("account", "https://api.instantly.ai"), "https://app.instantly.ai/app/accounts");
  });

  it("shows nothing of any other server", () => {
    assert.equal(webAppUrl("account", "http://127.0.0.1:4000"), undefined);
    assert.equal(webAppUrl("email", "https://api.instantly.ai.example"), undefined);
  });
});
