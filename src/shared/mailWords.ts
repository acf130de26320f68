/** The words around a message body. `{0}` and `{1}` stand for what only the page can count. */
export interface MailWords {
  readonly body: string;
  readonly html: string;
  readonly text: string;
  readonly showAs: string;
  readonly blockedOne: string;
  readonly blockedMany: string;
  readonly links: string;
  readonly open: string;
  readonly openLink: string;
  readonly notOpenable: string;
  readonly moreLinks: string;
}
