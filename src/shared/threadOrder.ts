/** Which end of a conversation is the top; also the values of the setting. */
export const THREAD_ORDERS = ["newestLast", "newestFirst"] as const;

/** Which end of a conversation is the top. */
export type ThreadOrder = (typeof THREAD_ORDERS)[number];
