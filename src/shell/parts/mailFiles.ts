// One part of the code, loaded when mail is first asked for as a file.
export * from "../mailFiles/mailFileActions.ts";
export { MailFiles } from "../mailFiles/mailFiles.ts";
