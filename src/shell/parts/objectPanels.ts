// One part of the code, loaded when the first account or lead list is opened.
export { AccountPanel } from "../panels/accountPanel.ts";
export { LeadListPanel } from "../panels/leadListPanel.ts";
