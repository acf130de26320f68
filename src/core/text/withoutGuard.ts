/**
 * The words of a cell without the apostrophe that keeps a spreadsheet from taking them for a formula or a number
 * (`'+ann@corp.example`), which our own exports have too. No address begins with one.
 */
export function withoutGuard(cell: string): string {
  return cell
    .trim()
    .replace(/^['\u2018\u2019]+(?=.)/u, "")
    .trim();
}
