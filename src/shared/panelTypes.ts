/** The ids under which VS Code knows the panels; kept free of zod, since activation reads them. */
export const PANEL_VIEW_TYPES = [
  "instantly.email",
  "instantly.account",
  "instantly.leadList",
  "instantly.runReport",
  "instantly.draftPreview",
] as const;

/** The id of one kind of panel. */
export type PanelViewType = (typeof PANEL_VIEW_TYPES)[number];
