import * as z from "zod";
import { failure } from "../httpFailure.ts";
import type { Limit } from "../limits.ts";
import type { EmailRow } from "../records.ts";
import { type Call, type Route, route } from "../route.ts";
import { uuidOf } from "../seed/random.ts";
import { rowOf } from "./crud.ts";
import { emailText, isoTime } from "./fields.ts";

const TEST_LIMIT: Limit = { name: "emails test", max: 10, windowMs: 60_000 };

const content = z.object({ html: z.string().optional(), text: z.string().optional() });

const replyBody = z.object({
  eaccount: z.string(),
  reply_to_uuid: z.string(),
  subject: z.string(),
  body: content,
  additional_recipients: z.array(emailText).optional(),
  cc_address_email_list: z.string().optional(),
  bcc_address_email_list: z.string().optional(),
  reminder_ts: isoTime.optional(),
  assigned_to: z.uuid().optional(),
});

const forwardBody = z
  .object({
    eaccount: z.string(),
    reply_to_uuid: z.string(),
    to_address_email_list: z.string(),
    subject: z.string(),
    body: content.optional(),
    include_original_body: z.boolean().optional(),
    cc_address_email_list: z.string().optional(),
    bcc_address_email_list: z.string().optional(),
    reply_to: emailText.optional(),
    forwarded_attachments: z.string().optional(),
    assigned_to: z.uuid().optional(),
  })
  .refine(
    ({ body, include_original_body: includesOriginal }) =>
      includesOriginal === true || (body?.html ?? "") !== "" || (body?.text ?? "") !== "",
    { message: "must match a schema in anyOf" },
  );

const testBody = z.object({
  eaccount: z.string(),
  to_address_email_list: z.string(),
  subject: z.string(),
  body: z.object({ html: z.string() }),
});

interface Outgoing {
  readonly eaccount: string;
  readonly subject: string;
  readonly to: string;
  readonly toNames?: EmailRow["to_address_json"] | undefined;
  readonly cc?: string | undefined;
  readonly bcc?: string | undefined;
  readonly body: { text?: string; html?: string };
}

/** Puts a message sent by hand into the thread of the one it answers or forwards. */
function send(call: Call, original: EmailRow, mail: Outgoing): EmailRow {
  if (call.workspace.accounts.get(mail.eaccount.toLowerCase()) === undefined)
    throw failure(400, "Sending account not found");
  const at = call.world.stamp();
  const id = uuidOf(`email ${at}`, new Date(at));
  return call.workspace.emails.add({
    id,
    timestamp_created: at,
    timestamp_email: at,
    message_id: `<${id}@${mail.eaccount.split("@")[1] ?? "mail.example"}>`,
    subject: mail.subject,
    from_address_email: mail.eaccount,
    to_address_email_list: mail.to,
    ...(mail.toNames !== undefined && { to_address_json: mail.toNames }),
    cc_address_email_list: mail.cc ?? null,
    bcc_address_email_list: mail.bcc ?? null,
    body: mail.body,
    organization_id: call.workspace.info.id,
    campaign_id: original.campaign_id ?? null,
    lead: original.lead ?? null,
    lead_id: original.lead_id ?? null,
    eaccount: mail.eaccount,
    ue_type: 3,
    is_unread: 0,
    is_auto_reply: 0,
    is_focused: 1,
    thread_id: original.thread_id ?? null,
    content_preview: (mail.body.text ?? mail.body.html?.replace(/<[^>]*>/g, " ") ?? "").trim().slice(0, 160),
  });
}

function reply(call: Call<unknown, z.infer<typeof replyBody>>): EmailRow {
  const { body } = call;
  const original = rowOf(call.workspace.emails, body.reply_to_uuid);
  const correspondent =
    original.from_address_email === original.eaccount
      ? original.to_address_email_list
      : original.from_address_email;
  const names = correspondent === original.from_address_email ? original.from_address_json : undefined;
  const sent = send(call, original, {
    eaccount: body.eaccount,
    subject: body.subject,
    toNames: body.additional_recipients === undefined ? names : undefined,
    to: [correspondent ?? original.lead ?? "", ...(body.additional_recipients ?? [])].join(","),
    cc: body.cc_address_email_list,
    bcc: body.bcc_address_email_list,
    body: given(body.body),
  });
  return Object.assign(sent, body.reminder_ts === undefined ? {} : { reminder_ts: body.reminder_ts });
}

function forward(call: Call<unknown, z.infer<typeof forwardBody>>): EmailRow {
  const { body } = call;
  const original = rowOf(call.workspace.emails, body.reply_to_uuid);
  const quoted =
    body.include_original_body === true ? `<br/><hr/>${original.body.html ?? original.body.text ?? ""}` : "";
  return send(call, original, {
    eaccount: body.eaccount,
    subject: body.subject,
    to: body.to_address_email_list,
    cc: body.cc_address_email_list,
    bcc: body.bcc_address_email_list,
    body:
      quoted === ""
        ? given(body.body ?? {})
        : { html: `${body.body?.html ?? body.body?.text ?? ""}${quoted}` },
  });
}

const given = ({ html, text }: z.infer<typeof content>): { html?: string; text?: string } => ({
  ...(html !== undefined && { html }),
  ...(text !== undefined && { text }),
});

/** Failures of the account come with status 200. */
function sendTest({ workspace, body }: Call<unknown, z.infer<typeof testBody>>): object {
  const account = workspace.accounts.get(body.eaccount.toLowerCase());
  if (account === undefined) return { error: "ACC_NOT_FOUND" };
  return account.status === -1 ? { error: "ACC_AUTH_ERROR" } : { status: "success" };
}

export const emailSending: readonly Route[] = [
  route({
    method: "post",
    path: "/emails/reply",
    summary: "Reply to an email",
    scope: "emails:create",
    body: replyBody,
    handle: reply,
  }),
  route({
    method: "post",
    path: "/emails/forward",
    summary: "Forward an email",
    scope: "emails:create",
    body: forwardBody,
    handle: forward,
  }),
  route({
    method: "post",
    path: "/emails/test",
    summary: "Send a test email",
    scope: "emails:create",
    body: testBody,
    limits: [TEST_LIMIT],
    handle: sendTest,
  }),
];
