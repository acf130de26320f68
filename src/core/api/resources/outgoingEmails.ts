import * as z from "zod";
import { isRecord, text } from "../lenient.ts";
import { path } from "../path.ts";
import { about, type IsOther } from "../subject.ts";
import type { Transport } from "../transport.ts";
import { type Email, email } from "./emails.ts";

/** What every message that is sent by hand says. */
export interface OutgoingEmail {
  /** Id of the message that is answered or forwarded. */
  readonly originalId: string;
  /** The connected account that sends. */
  readonly account: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Addresses separated by commas. */
  readonly cc: string | undefined;
  readonly bcc: string | undefined;
}

/** A message that is passed on. */
export interface OutgoingForward extends OutgoingEmail {
  /** Addresses separated by commas. */
  readonly to: string;
  /** Whether Instantly puts the original below the note. */
  readonly includesOriginal: boolean;
}

/** Why a test message did not leave: a word of the API's, in an answer with status 200. */
export type TestFailure = "ACC_AUTH_ERROR" | "ACC_NOT_FOUND" | "ACC_UNKNOWN_ERROR" | (string & {});

/** The answer of POST /emails/test. */
export const testAnswer = z.object({ status: text, error: text });

/** What of /emails sends. A call whose answer was lost may have sent: none of them is ever retried. */
export class OutgoingEmailsApi {
  constructor(private readonly transport: Transport) {}

  /**
   * Answers a message; Instantly itself addresses it to whoever is at the other end. Answers the message as it was stored.
   * @throws ApiError; the signal's reason when cancelled.
   * @see POST /emails/reply, OpenAPI of 2026-08-21; scope emails:create
   */
  reply(mail: OutgoingEmail): Promise<Email> {
    return this.transport.call("post", path`emails/reply`, email, {
      body: bodyOf(mail),
      isOther: sentByOthers(mail),
    });
  }

  /**
   * Passes a message on. Answers the message as it was stored.
   * @throws ApiError; the signal's reason when cancelled.
   * @see POST /emails/forward, OpenAPI of 2026-08-21; scope emails:create
   */
  forward(mail: OutgoingForward): Promise<Email> {
    const { to, includesOriginal } = mail;
    const { body, ...rest } = bodyOf(mail);
    return this.transport.call("post", path`emails/forward`, email, {
      body: {
        ...rest,
        to_address_email_list: to,
        include_original_body: includesOriginal,
        ...(mail.text === "" ? {} : { body }), // an empty one is refused
      },
      isOther: sentByOthers(mail),
    });
  }

  /**
   * Sends a message that no list shows, at most 10 a minute. Answers why it did not leave, or undefined when it did.
   * @throws ApiError; the signal's reason when cancelled.
   * @see POST /emails/test, OpenAPI of 2026-08-21; scope emails:create
   */
  async sendTest(
    mail: Pick<OutgoingForward, "account" | "to" | "subject" | "html">,
  ): Promise<TestFailure | undefined> {
    const { error } = await this.transport.call("post", path`emails/test`, testAnswer, {
      body: {
        eaccount: mail.account,
        to_address_email_list: mail.to,
        subject: mail.subject,
        body: { html: mail.html },
      },
    });
    return error;
  }
}

/** An answer with what another account sent, or with the message that was answered, does not say that this one left. */
function sentByOthers({ account, originalId }: OutgoingEmail): IsOther {
  const isOther = about({ eaccount: account });
  return (answer) => isOther(answer) ?? (isRecord(answer) && answer["id"] === originalId ? "id" : undefined);
}

function bodyOf({ originalId, account, subject, html, text: plain, cc, bcc }: OutgoingEmail) {
  return {
    reply_to_uuid: originalId,
    eaccount: account,
    subject,
    body: { html, text: plain },
    ...(cc === undefined ? {} : { cc_address_email_list: cc }),
    ...(bcc === undefined ? {} : { bcc_address_email_list: bcc }),
  };
}
