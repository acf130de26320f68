import * as z from "zod";
import { mailFindings } from "./mailFindings.ts";
import { DOMAIN_COLUMNS, RESULT_COLUMNS } from "./resultColumns.ts";
import { RESULT_PARTS } from "./resultParts.ts";
import { RESULT_REASONS } from "./resultReasons.ts";
import { THREAD_ORDERS } from "./threadOrder.ts";

/**
 * What every page says: `ready` on each load, `refresh` to fetch again, `act` for the next step of the notice it
 * shows. Parsed on arrival: a page is outside input, whatever its types claim.
 */
const anyPanelMessages = [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("refresh") }),
  z.object({ type: z.literal("act") }),
] as const;

const copyPart = z.enum(["address", "id", "json"]);

/** What can be done with a message as a file: opened in a form, as its whole conversation, and so on. */
const fileUse = z.enum(["md", "html", "eml", "json", "thread", "compare", "save", "print"]);
export type MailFileUse = z.infer<typeof fileUse>;

/** Which message of the page's conversation is meant. */
const id = z.string().max(200);

/** Email page → host. */
export const fromEmailPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), id, part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
  z.object({ type: z.literal("setUnread"), id, unread: z.boolean() }),
  z.object({ type: z.literal("write"), id, kind: z.enum(["reply", "forward"]) }),
  z.object({ type: z.literal("file"), id, as: fileUse }),
  z.object({ type: z.literal("openLink"), href: z.string().max(8192) }),
  z.object({ type: z.literal("found"), id, findings: mailFindings }),
  z.object({
    type: z.literal("showImages"),
    id,
    scope: z.enum(["once", "sender", "domain", "everything", "never"]),
  }),
  z.object({ type: z.literal("setLook"), id, look: z.enum(["auto", "paper", "theme"]) }),
  z.object({ type: z.literal("showThread"), shown: z.boolean() }),
  z.object({ type: z.literal("setOrder"), order: z.enum(THREAD_ORDERS) }),
  /** The message is in sight and unfolded; `byPerson` when a person has unfolded it just now. */
  z.object({ type: z.literal("unfold"), id, byPerson: z.boolean() }),
  z.object({
    type: z.literal("triage"),
    step: z.enum(["next", "previous", "interest", "reminder", "lead", "keys"]),
  }),
]);

/** Preview of a draft → host. */
export const fromDraftPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("openLink"), href: z.string().max(8192) }),
  z.object({ type: z.literal("send") }),
]);

/** Account page → host. */
export const fromAccountPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
  z.object({ type: z.literal("testVitals") }),
  z.object({ type: z.literal("openLink"), href: z.string().max(8192) }),
]);

/** Lead list page → host. */
export const fromLeadListPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
]);

/** More than a screen ever shows, few enough for one message. */
const MAX_ROWS = 1000;

const reportQuery = z.discriminatedUnion("table", [
  z.object({
    table: z.literal("addresses"),
    text: z.string().max(1000),
    parts: z.array(z.enum(RESULT_PARTS)).max(RESULT_PARTS.length).readonly(),
    reasons: z.array(z.enum(RESULT_REASONS)).max(RESULT_REASONS.length).readonly(),
    column: z.enum(RESULT_COLUMNS),
    descending: z.boolean(),
  }),
  z.object({
    table: z.literal("domains"),
    text: z.string().max(1000),
    column: z.enum(DOMAIN_COLUMNS),
    descending: z.boolean(),
  }),
]);

/** Report page → host. */
export const fromReportPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({
    type: z.literal("rows"),
    serial: z.int(),
    query: reportQuery,
    start: z.int().min(0),
    count: z.int().min(1).max(MAX_ROWS),
  }),
  z.object({ type: z.enum(["resume", "pause", "export", "copyValid", "writeBack", "cleanFile"]) }),
]);

/** Email page → host. */
export type FromEmailPanel = z.infer<typeof fromEmailPanel>;
/** Preview of a draft → host. */
export type FromDraftPanel = z.infer<typeof fromDraftPanel>;
/** Account page → host. */
export type FromAccountPanel = z.infer<typeof fromAccountPanel>;
/** Lead list page → host. */
export type FromLeadListPanel = z.infer<typeof fromLeadListPanel>;
/** Report page → host. */
export type FromReportPanel = z.infer<typeof fromReportPanel>;
