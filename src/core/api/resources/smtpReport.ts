import { isRecord } from "../lenient.ts";

/** The last SMTP-level error of an account, as its mail client reported it. */
export interface SmtpReport {
  /** The client's code, e.g. "EAUTH". */
  readonly code: string | undefined;
  /** The SMTP command that failed, e.g. "AUTH PLAIN". */
  readonly command: string | undefined;
  /** The server's own words. */
  readonly response: string | undefined;
  /** SMTP reply code, e.g. 535. */
  readonly responseCode: number | undefined;
  /** Enhanced status code read out of the response, e.g. "5.7.8". */
  readonly enhancedCode: string | undefined;
  readonly message: string | undefined;
}

/** Reads `status_message`, which is free-form; undefined when it says nothing we know. */
export function smtpReport(value: unknown): SmtpReport | undefined {
  if (typeof value === "string" && value !== "") return reportOf({ response: value });
  if (!isRecord(value)) return undefined;
  const report = reportOf(value);
  return Object.values(report).some((field) => field !== undefined) ? report : undefined;
}

function reportOf(value: Readonly<Record<string, unknown>>): SmtpReport {
  const response = textOf(value["response"]);
  return {
    code: textOf(value["code"]),
    command: textOf(value["command"]),
    response,
    responseCode: replyCode(value["responseCode"]) ?? replyCode(response?.slice(0, 3)),
    enhancedCode: /(?:^|[\s-])([245]\.\d{1,3}\.\d{1,3})(?!\S*[\d.])/.exec(response?.slice(0, 200) ?? "")?.[1],
    message: textOf(value["e_message"]) ?? textOf(value["message"]),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function replyCode(value: unknown): number | undefined {
  const code = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof code === "number" && code >= 200 && code < 600 ? code : undefined;
}
