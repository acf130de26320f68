import assert from "node:assert/strict";
import { attachmentRows } from "../../src/shell/mail/attachmentRows.ts";

const file = {
  name: "plan.pdf",
  size: 48_213,
  type: "application/pdf",
  url: "https://files.example/plan.pdf",
};

describe("the files that a message carries", () => {
  it("are shown with size, type and where they are kept", () => {
    const [row] = attachmentRows([file]);
    assert.deepEqual(row, {
      href: file.url,
      text: "plan.pdf",
      target: "files.example",
      detail: "48.2 kB · application/pdf · files.example",
      cues: [],
    });
  });

  it("have names that name a file and cannot pose as another", () => {
    const names = ["../../etc/passwd", "invoice\u202Efdp.exe", "a\r\nb.pdf", "CON.txt", "\u200B\u200B", ""];
    assert.deepEqual(
      attachmentRows(names.map((name) => ({ ...file, name }))).map(({ text }) => text),
      ["etc-passwd", "invoicefdp.exe", "a b.pdf", "_CON.txt", "file", "file"],
    );
  });

  it("cannot be opened without a web address", () => {
    const urls = [undefined, "", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "data:text/html,x", "command:x"]; // prettier-ignore
    const rows = attachmentRows(urls.map((url) => ({ ...file, url })));
    assert.deepEqual(new Set(rows.map(({ target }) => target)), new Set([undefined]));
    assert.match(rows[2]?.cues[0]?.text ?? "", /javascript: are never opened/u);
    assert.equal(rows[0]?.detail, "48.2 kB · application/pdf · without an address on the web");
    const [bare] = attachmentRows([{ ...file, url: "//files.example/x" }]);
    assert.equal(bare?.target, "files.example");
  });

  it("say what is odd about where they are kept, as links do", () => {
    const cuesOf = (url: string): readonly string[] =>
      (attachmentRows([{ ...file, url }])[0]?.cues ?? []).map(({ tone }) => tone);
    assert.deepEqual(cuesOf("https://paypal.com@203.0.113.7/x"), ["bad", "warn"]);
    assert.equal(cuesOf("http://files.example/x").length, 1);
    assert.equal(cuesOf("https://xn--pypal-4ve.com/x").length, 1);
  });

  it("are counted, not listed, beyond the first fifty", () => {
    const rows = attachmentRows(Array.from({ length: 80 }, () => file));
    assert.equal(rows.length, 51);
    assert.equal(rows.at(-1)?.text, "30 more are not listed.");
  });
});
