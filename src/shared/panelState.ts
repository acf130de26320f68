import * as z from "zod";

/** What VS Code keeps of a panel over a reload: which thing of which profile. It comes back as outside input. */
export const panelState = z.object({
  id: z.string().min(1),
  profileId: z.string().min(1),
  /** An email's panel shows the whole conversation. */
  thread: z.boolean().optional(),
});

/** Which thing a panel shows: `id` is an email's or list's id, or an account's address. */
export type PanelState = z.infer<typeof panelState>;
