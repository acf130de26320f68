/** An address as a browser takes it, the same however much of it is percent-encoded, its blanks left out. */
export function placeOf(address: string): string {
  return decoded(URL.canParse(address) ? new URL(address).href : address);
}

/** Whether a link goes to the web or mail address that its text is. */
export function leadsWhereItSays(href: string, said: string): boolean {
  const places = [said, `mailto:${said}`, `http://${said}`];
  return places.map(placeOf).includes(placeOf(href)) || places.map(decoded).includes(decoded(href));
}

function decoded(address: string): string {
  return address
    .replace(/(?:%[\da-f]{2})+/giu, (bytes) =>
      new TextDecoder().decode(
        Uint8Array.from(bytes.slice(1).split("%"), (byte) => Number.parseInt(byte, 16)),
      ),
    )
    .replace(/\s+/gu, "");
}
