// One part of the code, loaded when the first draft is opened.
export { createDrafts } from "../drafts/drafts.ts";
export { DraftPanel } from "../panels/draftPanel.ts";
