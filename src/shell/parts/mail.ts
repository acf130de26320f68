// One part of the code, loaded when the first message is opened.
export { EmailPanel } from "../panels/emailPanel.ts";
