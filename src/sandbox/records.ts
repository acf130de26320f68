// The rows that the sandbox keeps, in the API's own field names. Dates are ISO texts, flags are 0 or 1 where the API
// has numbers. What the API computes for an answer is computed by the resource, not kept here.

export interface AccountRow {
  email: string;
  timestamp_created: string;
  timestamp_updated: string;
  first_name: string;
  last_name: string;
  organization: string;
  provider_code: number;
  warmup_status: number;
  setup_pending: boolean;
  is_managed_account: boolean;
  warmup?: WarmupSettings;
  added_by?: string | null;
  modified_by?: string | null;
  daily_limit?: number | null;
  daily_limit_max?: number | null;
  warmup_limit_max?: number | null;
  tracking_domain_name?: string | null;
  tracking_domain_status?: string | null;
  status?: number;
  status_message?: StatusMessage | undefined;
  enable_slow_ramp?: boolean | null;
  inbox_placement_test_limit?: number | null;
  timestamp_warmup_start?: string | null;
  stat_warmup_score?: number | null;
  sending_gap?: number;
  signature?: string | null;
  reply_to?: string | null;
  autofix_failed?: boolean | null;
}

export interface WarmupSettings {
  limit?: number;
  increment?: string;
  reply_rate?: number;
  warmup_custom_ftag?: string;
  advanced?: Record<string, number | boolean>;
}

export interface StatusMessage {
  code: string;
  command: string;
  response: string;
  e_message: string;
  responseCode: number;
}

export interface EmailRow {
  id: string;
  timestamp_created: string;
  timestamp_email: string;
  message_id: string;
  subject: string;
  from_address_email?: string | null;
  from_address_json?: readonly AddressName[] | null;
  to_address_email_list: string;
  to_address_json?: readonly AddressName[] | null;
  cc_address_email_list?: string | null;
  bcc_address_email_list?: string | null;
  reply_to?: string | null;
  body: { text?: string; html?: string };
  organization_id: string;
  campaign_id?: string | null;
  subsequence_id?: string | null;
  list_id?: string | null;
  lead?: string | null;
  lead_id?: string | null;
  eaccount: string;
  ue_type?: number | null;
  step?: string | null;
  is_unread?: number | null;
  is_auto_reply?: number | null;
  is_focused?: number | null;
  reminder_ts?: string | null;
  ai_interest_value?: number | null;
  ai_assisted?: number | null;
  i_status?: number | null;
  thread_id?: string | null;
  content_preview?: string | null;
  attachment_json?: { files: readonly Attachment[] } | null;
}

export interface AddressName {
  address: string;
  name: string;
}

export interface Attachment {
  filename: string;
  size: number;
  type: string;
  url: string;
}

export interface LeadListRow {
  id: string;
  organization_id: string;
  name: string;
  has_enrichment_task: boolean | null;
  owned_by: string | null;
  timestamp_created: string;
}

export interface LeadRow {
  id: string;
  timestamp_created: string;
  timestamp_updated: string;
  organization: string;
  status: number;
  email: string;
  first_name?: string | null;
  last_name?: string | null;
  company_name?: string | null;
  job_title?: string | null;
  website?: string | null;
  phone?: string | null;
  personalization?: string | null;
  company_domain: string;
  campaign?: string | null;
  list_id?: string | null;
  assigned_to?: string | null;
  email_open_count: number;
  email_reply_count: number;
  email_click_count: number;
  status_summary: object;
  payload?: Record<string, string | number | boolean | null> | null;
  lt_interest_status?: number;
  pl_value_lead?: string | null;
  verification_status?: number;
  enrichment_status?: number;
  esp_code?: number;
  upload_method?: string;
  timestamp_last_contact?: string | null;
  timestamp_last_reply?: string | null;
}

export interface CampaignRow {
  id: string;
  name: string;
  status: number;
  campaign_schedule: object;
  sequences: readonly { steps: readonly SequenceStep[] }[];
  timestamp_created: string;
  timestamp_updated: string;
  email_list: readonly string[];
  organization: string;
  daily_limit: number;
  ai_sdr_id?: string;
  [setting: string]: unknown;
}

export interface SequenceStep {
  type: "email";
  delay: number;
  delay_unit: "days";
  variants: readonly { subject: string; body: string }[];
}

export interface JobRow {
  id: string;
  workspace_id: string;
  user_id: string | null;
  type: string;
  entity_id: string | null;
  entity_type: string;
  data: Record<string, unknown>;
  created_at: string;
  /** How long the work takes in all; progress and status follow from the time passed. */
  durationMs: number;
  outcome: "success" | "failed";
}

/** An interest status of the workspace's own. */
export interface LabelRow {
  id: string;
  timestamp_created: string;
  created_by: string;
  organization_id: string;
  label: string;
  interest_status_label: "positive" | "neutral" | "negative";
  interest_status: number;
  description: string | null;
  use_with_ai: boolean;
}

export interface TagRow {
  id: string;
  timestamp_created: string;
  timestamp_updated: string;
  organization_id: string;
  label: string;
  description: string | null;
}

export interface ApiKeyRow {
  id: string;
  name: string;
  scopes: readonly string[];
  organization_id: string;
  timestamp_created: string;
  timestamp_updated: string;
}

export interface WorkspaceInfo {
  id: string;
  name: string;
  owner: string;
  timestamp_created: string;
  timestamp_updated: string;
  plan_id: string;
  plan_id_verification: { quantity: number; product_id: string; timestamp_updated: string };
  default_opportunity_value: number;
  org_logo_url: string | null;
  add_unsub_to_block: boolean;
}

/** What is known about an address that someone paid to check. */
export interface VerificationRow {
  email: string;
  verification_status: string;
  catch_all: boolean | "pending" | "yes";
  /** The final answer comes with this many further reads; `Infinity` never. */
  readsLeft: number;
}

/** A lead that waits for its verification on import. */
export interface ImportCheck {
  readonly leadId: string;
  /** Milliseconds since the epoch; `Infinity` never. */
  readonly dueAt: number;
}

/** An interest status that was taken and is not yet written. */
export interface InterestOrder {
  readonly leadIds: readonly string[];
  readonly email: string;
  /** null: a plain lead again. */
  readonly value: number | null;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/** One line of the credit ledger: all that an address has cost so far. */
export interface LedgerLine {
  email: string;
  charges: number;
  credits: number;
  lastAt: string;
}
