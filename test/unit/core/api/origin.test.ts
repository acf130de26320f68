import { expect, test } from "vitest";
import { DEFAULT_ORIGIN, parseOrigin } from "../../../../src/core/api/origin.ts";

test.each([
  ["https://api.instantly.ai", DEFAULT_ORIGIN],
  [" https://API.instantly.ai/ ", DEFAULT_ORIGIN],
  ["https://api.instantly.ai/api/v2", DEFAULT_ORIGIN],
  ["https://api.instantly.ai/api/v2//", DEFAULT_ORIGIN],
  ["https://proxy.example.com:8443/api", "https://proxy.example.com:8443"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
  ["http://127.1.2.3:4010/", "http://127.1.2.3:4010"],
  ["http://localhost:4010/api/v2/", "http://localhost:4010"],
  ["http://[::1]:4010", "http://[::1]:4010"],
])("reads %j", (text, origin) => {
  expect(parseOrigin(text)).toEqual({ ok: true, origin });
});

test.each([
  ["", "notAUrl"],
  ["api.instantly.ai", "notAUrl"],
  ["https://", "notAUrl"],
  ["https://user:pass@api.instantly.ai", "notAUrl"],
  ["https://key@api.instantly.ai", "notAUrl"],
  ["https://api.instantly.ai/v1/other", "notAUrl"],
  ["https://api.instantly.ai?x=1", "notAUrl"],
  ["https://api.instantly.ai/#x", "notAUrl"],
  ["javascript:alert(1)", "notAUrl"],
  ["http://api.instantly.ai", "notHttps"],
  ["http://127.0.0.1.evil.com", "notHttps"],
  ["http://localhost.evil.com", "notHttps"],
  ["http://0.0.0.0:80", "notHttps"],
  ["ftp://api.instantly.ai", "notHttps"],
  ["file:///etc/passwd", "notHttps"],
])("refuses %j as %s", (text, problem) => {
  expect(parseOrigin(text)).toEqual({ ok: false, problem });
});
