/** The words around a message body. `{0}` and `{1}` stand for what only the page can count. */
export interface MailWords {
  readonly body: string;
  readonly showAs: string;
  readonly html: string;
  readonly simple: string;
  readonly text: string;
  readonly source: string;
  readonly foundInText: string;
  readonly zoomOut: string;
  readonly zoomIn: string;
  readonly zoomReset: string;
  readonly paper: string;
  readonly theme: string;
  readonly quote: string;
  readonly signature: string;
  readonly blockedOne: string;
  readonly blockedMany: string;
  readonly images: string;
  readonly links: string;
  readonly open: string;
  readonly openLink: string;
  readonly notOpenable: string;
  readonly element: string;
  readonly address: string;
  readonly tracker: string;
  readonly state: string;
}
