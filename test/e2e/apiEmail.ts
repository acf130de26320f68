/** An email as the API itself tells it, to compare a window with. */
export interface ApiEmail {
  readonly id: string;
  readonly subject: string;
  readonly lead: string;
  readonly lead_id: string;
  readonly thread_id: string;
  readonly is_unread: number;
  readonly ue_type: number;
  readonly timestamp_email: string;
  readonly content_preview: string;
  readonly reminder_ts?: string | null;
  readonly i_status?: number | null;
  readonly from_address_email: string;
  readonly from_address_json: readonly { readonly address: string; readonly name: string }[];
  readonly to_address_email_list: string;
  readonly eaccount: string;
  readonly body: { readonly html?: string; readonly text?: string };
}

/** Mail in the order of the Emails view: newest first, then what is yet to be sent, the next first. */
export function inOrder(mails: readonly ApiEmail[]): readonly ApiEmail[] {
  const time = ({ timestamp_email: at }: ApiEmail): number => Date.parse(at);
  return [
    ...mails.filter(({ ue_type: type }) => type !== 4).toSorted((a, b) => time(b) - time(a)),
    ...mails.filter(({ ue_type: type }) => type === 4).toSorted((a, b) => time(a) - time(b)),
  ];
}
