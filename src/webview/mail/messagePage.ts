import type { MailFindings } from "../../shared/mailFindings.ts";
import type { MailLookChoice, MailReport } from "../../shared/mailReport.ts";

/** What of a reader its page keeps and answers. */
export interface MessagePage {
  /** How the person looks at messages: kept by name. */
  readonly kept: Readonly<Record<string, string>>;
  readonly keep: (name: string, value: string) => void;
  readonly openLink: (href: string) => void;
  /** Hears once what a body would fetch and where it leads; absent where nobody judges that. */
  readonly found?: (findings: MailFindings) => void;
  readonly showImages?: (scope: MailReport["offers"][number]["scope"]) => void;
  readonly setLook?: (look: MailLookChoice) => void;
}
