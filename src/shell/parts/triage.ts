// One part of the code, loaded when the first message is triaged.
export { triage } from "../triage/triage.ts";
