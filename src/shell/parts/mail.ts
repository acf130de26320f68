// One part of the code, loaded when the first message is opened or triaged.
export { EmailPanel } from "../panels/emailPanel.ts";
export { triage } from "../triage/triage.ts";
