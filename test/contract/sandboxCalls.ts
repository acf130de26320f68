/** Ids of rows in the sandbox that the calls below work on. */
export interface SandboxIds {
  readonly account: string;
  readonly list: string;
  readonly lead: string;
  readonly leadEmail: string;
  readonly campaign: string;
  readonly label: string;
  readonly email: string;
  readonly thread: string;
  readonly job: string;
}

/** One request, the operation it belongs to, and the status it should get (200 when left out). */
export interface SandboxCall {
  readonly request: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status?: number;
  /** Why the official document cannot judge this answer. */
  readonly notOfficial?: string;
}

/** Of no record. */
export const NO_ID = "0198c0de-ffff-7000-8000-000000000000";

/** Good and typically wrong calls of every operation that the sandbox serves, in an order that keeps the rows alive. */
export function sandboxCalls(ids: SandboxIds): SandboxCall[] {
  return [...accountCalls(ids), ...mailCalls(ids), ...leadCalls(ids), ...otherCalls(ids)];
}

const call = (path: string, request: string, status = 200, body?: unknown): SandboxCall => ({
  path,
  request,
  status,
  ...(body !== undefined && { body }),
});

function accountCalls({ account }: SandboxIds): SandboxCall[] {
  const one = `/accounts/${encodeURIComponent(account)}`;
  const nobody = "/accounts/nobody%40nowhere.example";
  const range = "start_date=2026-04-20&end_date=2026-05-01";
  return [
    call("/accounts", "GET /accounts"),
    {
      ...call("/accounts", "GET /accounts?include_tags=true"),
      notOfficial: "it allows tags beside an account whose other fields it closes: no row can have them",
    },
    call("/accounts", "GET /accounts?sort_by=status&sort_order=asc&skip=5&limit=5"),
    call("/accounts", "GET /accounts?filter=ACC_FILTER_ERROR&search=lumenoak"),
    call("/accounts", "GET /accounts?status=-1&provider_code=2"),
    call("/accounts/{email}", `GET ${one}`),
    call("/accounts/{email}", `GET ${nobody}`, 404),
    call("/accounts/{email}", `PATCH ${one}`, 200, { daily_limit: 55, warmup: { limit: 12 } }),
    call("/accounts/{email}", `PATCH ${nobody}`, 404, { daily_limit: 55 }),
    call("/accounts/warmup/disable", "POST /accounts/warmup/disable", 200, { emails: [account] }),
    call("/accounts/warmup/enable", "POST /accounts/warmup/enable", 200, { include_all_emails: true }),
    call("/accounts/warmup/enable", "POST /accounts/warmup/enable", 400, {}),
    call("/accounts/warmup-analytics", "POST /accounts/warmup-analytics", 200, { emails: [account] }),
    call("/accounts/warmup-analytics", "POST /accounts/warmup-analytics", 400, { emails: [] }),
    call(
      "/accounts/analytics/daily",
      `GET /accounts/analytics/daily?${range}&emails=${encodeURIComponent(account)}`,
    ),
    call("/accounts/analytics/daily", `GET /accounts/analytics/daily?${range}`, 400),
    call(
      "/accounts/analytics/daily",
      "GET /accounts/analytics/daily?start_date=2025-01-01&emails=a%40b.example",
      413,
    ),
    call("/accounts/{email}/pause", `POST ${one}/pause`),
    call("/accounts/{email}/resume", `POST ${one}/resume`),
    call("/accounts/{email}/mark-fixed", `POST ${one}/mark-fixed`),
    call("/accounts/{email}/pause", `POST ${nobody}/pause`, 404),
    call("/accounts/pause", "POST /accounts/pause", 200, { emails: [account, "nobody@nowhere.example"] }),
    call("/accounts/test/vitals", "POST /accounts/test/vitals", 200, { accounts: [account] }),
    call("/accounts/test/vitals", "POST /accounts/test/vitals", 400, { accounts: [] }),
    call("/accounts/ctd/status", "GET /accounts/ctd/status?host=inst.getlumenoak.example"),
    call("/accounts/ctd/status", "GET /accounts/ctd/status?host=nowhere.example", 400),
  ];
}

function mailCalls({ email, thread, campaign, leadEmail }: SandboxIds): SandboxCall[] {
  const mail = { eaccount: "theo@lumenoak.example", subject: "Re: Hello", body: { html: "<p>Hi</p>" } };
  const reply = { ...mail, reply_to_uuid: email };
  const bodiless = {
    eaccount: mail.eaccount,
    subject: "Fwd: Hello",
    reply_to_uuid: email,
    to_address_email_list: "colleague@lumenoak.example",
  };
  return [
    call("/emails", `GET /emails?search=thread:${thread}`),
    call("/emails", `GET /emails?lead=${encodeURIComponent(leadEmail)}&latest_of_thread=true`),
    call("/emails", `GET /emails?campaign_id=${campaign}&is_unread=false&mode=emode_others`),
    call("/emails", "GET /emails?scheduled_only=true&sort_order=asc"),
    call("/emails", "GET /emails?min_timestamp_created=2026-05-01T00:00:00.000Z&has_reminder=true"),
    call("/emails/{id}", `GET /emails/${email}`),
    call("/emails/{id}", `GET /emails/${NO_ID}`, 404),
    call("/emails/{id}", `PATCH /emails/${email}`, 200, {
      is_unread: 1,
      reminder_ts: "2026-06-01T09:00:00.000Z",
    }),
    call("/emails/{id}", `PATCH /emails/${email}`, 400, { is_unread: "yes" }),
    call("/emails/unread/count", "GET /emails/unread/count"),
    call("/emails/threads/{thread_id}/mark-as-read", `POST /emails/threads/${thread}/mark-as-read`),
    call("/emails/threads/{thread_id}/mark-as-read", `POST /emails/threads/${NO_ID}/mark-as-read`, 404),
    call("/emails/reply", "POST /emails/reply", 200, reply),
    call("/emails/reply", "POST /emails/reply", 400, { ...reply, eaccount: "nobody@nowhere.example" }),
    call("/emails/reply", "POST /emails/reply", 404, { ...reply, reply_to_uuid: NO_ID }),
    call("/emails/forward", "POST /emails/forward", 200, { ...bodiless, body: mail.body }),
    call("/emails/forward", "POST /emails/forward", 200, { ...bodiless, include_original_body: true }),
    call("/emails/forward", "POST /emails/forward", 400, bodiless),
    call("/emails/test", "POST /emails/test", 200, { ...mail, to_address_email_list: "a@b.example" }),
    call("/emails/test", "POST /emails/test", 200, {
      ...mail,
      eaccount: "x@y.example",
      to_address_email_list: "a@b.example",
    }),
    call("/emails/{id}", `DELETE /emails/${email}`),
    call("/emails/{id}", `DELETE /emails/${email}`, 404),
  ];
}

function leadCalls({ list, lead, campaign }: SandboxIds): SandboxCall[] {
  const newLead = {
    email: "nora.new@brandnew.example",
    first_name: "Nora",
    custom_variables: { tier: 2, vip: true },
  };
  return [
    call("/lead-lists", "GET /lead-lists?search=saas"),
    call("/lead-lists", "POST /lead-lists", 200, { name: "Made by a test" }),
    call("/lead-lists", "POST /lead-lists", 400, {}),
    call("/lead-lists/{id}", `GET /lead-lists/${list}`),
    call("/lead-lists/{id}", `PATCH /lead-lists/${list}`, 200, { name: "Renamed by a test" }),
    call("/lead-lists/{id}", `GET /lead-lists/${NO_ID}`, 404),
    call("/lead-lists/{id}/verification-stats", `GET /lead-lists/${list}/verification-stats`),
    call("/lead-lists/{id}/verification-stats", `GET /lead-lists/${NO_ID}/verification-stats`, 404),
    call("/leads/list", "POST /leads/list", 200, { list_id: list, limit: 100 }),
    call("/leads/list", "POST /leads/list", 200, { campaign, distinct_contacts: true, search: "an" }),
    call("/leads/list", "POST /leads/list", 400, { limit: 1000 }),
    call("/leads/{id}", `GET /leads/${lead}`),
    call("/leads/{id}", `GET /leads/${NO_ID}`, 404),
    {
      ...call("/leads", "POST /leads", 200, { ...newLead, list_id: list, lt_interest_status: 1 }),
      notOfficial: "verification status 0, nobody verified it, is newer than the file",
    },
    call("/leads", "POST /leads", 200, { ...newLead, campaign, verify_leads_on_import: true }),
    call("/leads", "POST /leads", 400, { first_name: "No", last_name: "Address", campaign }),
    call("/leads/add", "POST /leads/add", 200, {
      list_id: list,
      leads: [newLead, newLead, { email: "broken" }],
    }),
    call("/leads/add", "POST /leads/add", 200, {
      campaign_id: campaign,
      leads: [newLead],
      verify_leads_on_import: true,
    }),
    call("/leads/add", "POST /leads/add", 200, {
      list_id: list,
      leads: [{ email: "nora.later@brandnew.example" }, newLead],
      verify_leads_on_import: true,
      skip_if_in_campaign: true,
    }),
    call("/leads/add", "POST /leads/add", 400, { leads: [newLead] }),
    call("/lead-lists/{id}/verification-stats", `GET /lead-lists/${list}/verification-stats`),
    call("/leads/update-interest-status", "POST /leads/update-interest-status", 202, {
      lead_email: newLead.email,
      interest_value: 2,
    }),
    call("/leads/update-interest-status", "POST /leads/update-interest-status", 202, {
      lead_email: newLead.email,
      interest_value: null,
      campaign_id: campaign,
    }),
    call("/leads/update-interest-status", "POST /leads/update-interest-status", 400, {
      lead_email: "nobody@nowhere.example",
      interest_value: 1,
    }),
    call("/leads", "DELETE /leads", 200, { list_id: list, limit: 1 }),
    call("/leads", "DELETE /leads", 200, { list_id: list }),
    call("/lead-lists/{id}", `DELETE /lead-lists/${list}`),
    call("/lead-lists/{id}", `DELETE /lead-lists/${list}`, 404),
  ];
}

function otherCalls({ campaign, label, leadEmail, job }: SandboxIds): SandboxCall[] {
  const verified = "verified@somewhere.example";
  return [
    call("/email-verification", "POST /email-verification", 200, { email: verified }),
    call("/email-verification", "POST /email-verification", 200, { email: "catchall@somewhere.example" }),
    call("/email-verification", "POST /email-verification", 200, { email: "pending@somewhere.example" }),
    call("/email-verification", "POST /email-verification", 400, { email: "no address" }),
    call("/email-verification/{email}", `GET /email-verification/${encodeURIComponent(verified)}`),
    call("/email-verification/{email}", "GET /email-verification/nobody%40somewhere.example", 404),
    call("/campaigns", "GET /campaigns?status=1&exclude_status=2&search=n"),
    call("/campaigns/{id}", `GET /campaigns/${campaign}`),
    call("/campaigns/{id}", `GET /campaigns/${NO_ID}`, 404),
    call(
      "/campaigns/search-by-contact",
      `GET /campaigns/search-by-contact?search=${encodeURIComponent(leadEmail)}`,
    ),
    call("/campaigns/analytics", `GET /campaigns/analytics?ids=${campaign}&ids=${NO_ID}`),
    call("/campaigns/analytics", "GET /campaigns/analytics?start_date=2026-05-02&end_date=2026-05-01", 400),
    call("/campaigns/analytics/overview", "GET /campaigns/analytics/overview?campaign_status=1"),
    call("/campaigns/analytics/daily", `GET /campaigns/analytics/daily?campaign_id=${campaign}`),
    call("/campaigns/analytics/steps", "GET /campaigns/analytics/steps?include_opportunities_count=true"),
    call("/campaigns/count-launched", "GET /campaigns/count-launched"),
    call("/campaigns/{id}/pause", `POST /campaigns/${campaign}/pause`),
    call("/campaigns/{id}/activate", `POST /campaigns/${campaign}/activate`),
    call("/campaigns/{id}/activate", `POST /campaigns/${NO_ID}/activate`, 404),
    call("/background-jobs", "GET /background-jobs?status=success,failed&sort_order=asc"),
    call("/background-jobs/{id}", `GET /background-jobs/${job}?data_fields=success_count`),
    call("/background-jobs/{id}", "GET /background-jobs/675266e304a8e55b17f0228b", 404),
    call("/workspaces/current", "GET /workspaces/current"),
    call("/workspaces/current", "PATCH /workspaces/current", 200, { name: "Renamed by a test" }),
    call("/workspace-billing/plan-details", "GET /workspace-billing/plan-details"),
    call("/api-keys", "GET /api-keys"),
    call("/lead-labels", "GET /lead-labels?search=hot&interest_status=positive"),
    call("/lead-labels/{id}", `GET /lead-labels/${label}`),
    call("/lead-labels/{id}", `GET /lead-labels/${NO_ID}`, 404),
    call("/custom-tags", "GET /custom-tags?search=nord"),
    call("/accounts/{email}", "DELETE /accounts/theo%40lumenoak.example"),
    call("/accounts/{email}", "DELETE /accounts/theo%40lumenoak.example", 404),
  ];
}
