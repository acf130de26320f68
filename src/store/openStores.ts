// One part of the code, loaded when there is something on this machine to read or to write.
export { openMemoryPages, openPageStore, removePageStore } from "./openPageStore.ts";
export { openSlots } from "./openSlots.ts";
export { openMemoryStore, openStore } from "./openStore.ts";
