import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PanelBrowser } from "./panelBrowser.ts";
import { emailWords, shownEmail } from "./samples.ts";

let browser: PanelBrowser;
beforeAll(async () => {
  browser = await PanelBrowser.start();
});
afterAll(() => browser.stop());

describe("the direction of a mail", () => {
  it.each([
    ["said of the document", `<html dir="rtl" lang="ar"><body><p>12 x</p></body></html>`, "rtl"],
    ["said of the body", `<body dir="rtl"><p>12 x</p></body>`, "rtl"],
    ["said by nobody, of Hebrew", `<p>שלום Ann</p>`, "rtl"],
    ["said by nobody, of English", `<p>Hello שלום</p>`, "ltr"],
    ["said of the document, against its letters", `<html dir="ltr"><p>שלום</p></html>`, "ltr"],
  ])("is what the mail has: %s", async (_name, html, direction) => {
    const page = await browser.open("emailPanel", emailWords, shownEmail({ html }));
    const frame = page.frameLocator("iframe.mail-frame");
    const found = (): Promise<string> =>
      frame.locator("p").evaluate((element) => getComputedStyle(element).direction);
    expect(await found()).toBe(direction);
    await page.getByRole("button", { name: "Simple", exact: true }).click();
    await frame.locator("p:not([class])").waitFor();
    expect(await found()).toBe(direction);
    await page.close();
  });
});
