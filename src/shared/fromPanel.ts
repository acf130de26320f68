import * as z from "zod";

/**
 * What every page says: `ready` on each load, `refresh` to fetch again, `act` for the next step of the notice it
 * shows. Parsed on arrival: a page is outside input, whatever its types claim.
 */
const anyPanelMessages = [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("refresh") }),
  z.object({ type: z.literal("act") }),
] as const;

const copyPart = z.enum(["address", "id", "json"]);

/** Email page → host. */
export const fromEmailPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
  z.object({ type: z.literal("setUnread"), unread: z.boolean() }),
  z.object({ type: z.literal("openLink"), href: z.string().max(8192) }),
]);

/** Account page → host. */
export const fromAccountPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
  z.object({ type: z.literal("testVitals") }),
  z.object({ type: z.literal("openLink"), href: z.string().max(8192) }),
]);

/** Lead list page → host. */
export const fromLeadListPanel = z.discriminatedUnion("type", [
  ...anyPanelMessages,
  z.object({ type: z.literal("copy"), part: copyPart }),
  z.object({ type: z.literal("openInWebApp") }),
]);

/** Email page → host. */
export type FromEmailPanel = z.infer<typeof fromEmailPanel>;
/** Account page → host. */
export type FromAccountPanel = z.infer<typeof fromAccountPanel>;
/** Lead list page → host. */
export type FromLeadListPanel = z.infer<typeof fromLeadListPanel>;
