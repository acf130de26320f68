import type { AccountView, AccountWords } from "../../../src/shared/accountView.ts";
import type { EmailView, EmailWords, MailBody, MessageView } from "../../../src/shared/emailView.ts";
import type { LeadListView, LeadListWords } from "../../../src/shared/leadListView.ts";
import type { MailWords } from "../../../src/shared/mailWords.ts";
import type { ToPanel } from "../../../src/shared/panelView.ts";

const mailWords: MailWords = {
  body: "Message",
  showAs: "Show as",
  html: "HTML",
  simple: "Simple",
  text: "Plain text",
  source: "Source",
  foundInText: "Shown as text to find in.",
  zoomOut: "Smaller",
  zoomIn: "Larger",
  zoomReset: "Original size",
  paper: "Original Colors",
  theme: "Theme Colors",
  quote: "Quoted text",
  signature: "Signature",
  blockedOne: "1 not loaded ({0}).",
  blockedMany: "{0} not loaded ({1}).",
  images: "Images",
  links: "Links ({0})",
  open: "Open",
  openLink: "Open {0}",
  notOpenable: "not openable",
  element: "What",
  address: "Address",
  tracker: "Looks like a tracker",
  state: "Loaded?",
};

export const emailWords: EmailWords = {
  mail: mailWords,
  actions: "Actions",
  more: "More",
  next: "Next Email (J)",
  previous: "Previous Email (K)",
  refresh: "Refresh",
  reply: "Reply",
  forward: "Forward",
  markUnread: "Mark as Unread",
  markRead: "Mark as Read",
  copyAddress: "Copy Address",
  copyId: "Copy ID",
  copyJson: "Copy as JSON",
  openAs: "Open as {0}",
  threadFile: "Whole Conversation as Markdown",
  compare: "Compare With…",
  saveAs: "Save As…",
  print: "Print…",
  openInWebApp: "Open in Instantly",
  showThread: "Show Conversation",
  hideThread: "Show This Message Alone",
  conversation: "Conversation",
  newestFirst: "Newest First",
  newestLast: "Newest Last",
  unfoldAll: "Unfold All",
  foldAll: "Fold All",
  unread: "unread",
  attachments: "Attachments",
  interest: "Interest…",
  reminder: "Reminder…",
  lead: "Lead…",
  keys: "Keys (?)",
  loadingBody: "Loading the message…",
  retry: "Try Again",
};

export function shownEmail(
  body: Partial<MailBody>,
  message: Partial<MessageView> = {},
  rest: Partial<EmailView> = {},
): ToPanel<EmailView> {
  return {
    type: "show",
    view: {
      id: "one",
      subject: "A subject",
      badges: [],
      messages: [messageView({ body: { ...NO_BODY, ...body }, ...message })],
      thread: undefined,
      hasThread: false,
      hasLead: false,
      remark: undefined,
      inWebApp: false,
      ...rest,
    },
  };
}

const NO_BODY: MailBody = { html: undefined, text: undefined, note: undefined };

/** A message as it stands folded. */
export function messageView(changes: Partial<MessageView> = {}): MessageView {
  return {
    id: "one",
    side: "lead",
    who: "Ann Lee",
    sideWord: "lead",
    when: "3 h",
    how: "received",
    preview: "The first words",
    badges: [],
    people: [{ label: "From", value: "Ann Lee <ann@corp.example>" }],
    facts: [],
    attachments: [],
    cues: [],
    body: undefined,
    failure: undefined,
    report: undefined,
    awaitsReport: false,
    look: "auto",
    advice: undefined,
    unread: false,
    ...changes,
  };
}

export const accountWords: AccountWords = {
  mail: mailWords,
  actions: "Actions",
  refresh: "Refresh",
  copyAddress: "Copy Address",
  copyJson: "Copy as JSON",
  openInWebApp: "Open in Instantly",
  signature: "Signature",
  vitals: "Vitals",
  vitalsIntro: "Checks DNS.",
  testVitals: "Test vitals",
  testAgain: "Test again",
  testing: "Testing…",
};

export function shownAccount(rest: Partial<AccountView>): ToPanel<AccountView> {
  return {
    type: "show",
    view: {
      email: "ann@outreach.example",
      name: "Ann Lee",
      badges: [{ text: "connection error", tone: "bad" }],
      trouble: { headline: "The mail server refused the password.", advice: "Reconnect the account." },
      sections: [{ heading: "Sending", facts: [{ label: "Daily limit", value: "30 emails a day" }] }],
      signature: undefined,
      vitals: { type: "idle" },
      inWebApp: false,
      ...rest,
    },
  };
}

export const leadListWords: LeadListWords = {
  actions: "Actions",
  refresh: "Refresh",
  copyId: "Copy ID",
  copyJson: "Copy as JSON",
  openInWebApp: "Open in Instantly",
  mix: "Verification",
  loadingMix: "Counting…",
  verdict: "Verdict",
  leads: "Leads",
  share: "Share",
  total: "Total",
};

export function shownLeadList(): ToPanel<LeadListView> {
  const rows = [
    { part: "verified", label: "verified", share: 0.75, count: "3", percent: "75%" },
    { part: "risky", label: "risky", share: 0, count: "0", percent: "0%" },
    { part: "invalid", label: "invalid", share: 0.25, count: "1", percent: "25%" },
  ] as const;
  return {
    type: "show",
    view: {
      name: "Conference leads",
      details: { heading: "Details", facts: [{ label: "Owner", value: "someone" }] },
      mix: { type: "done", total: "4", summary: "4 leads: verified 75%, invalid 25%.", rows },
      inWebApp: false,
    },
  };
}
