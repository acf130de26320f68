/** "Re:" as mail programs of other languages say it; what was passed on says something about the message and stays. */
const REPLY =
  /^(?:(?:re|aw|antw(?:ort)?|sv|vs|ref|rif|res|odp|ynt|yan[ıi]t|bls|vá|hv|atb|απ|σχετ|отв|回复|回覆|答复|返信)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+/iu;

/** A subject without the signs that it answers, which a narrow row would show in place of the subject itself. */
export function bareSubject(subject: string): string {
  const trimmed = subject.trim();
  const bare = trimmed.replace(REPLY, "");
  return bare === "" ? trimmed : bare;
}
