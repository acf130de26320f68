import * as vscode from "vscode";
import type { Grade, GradeReason, ListGrade } from "../../core/verification/grade.ts";
import type { Tone } from "../../shared/panelView.ts";
import type { GradeView } from "../../shared/reportView.ts";
import { formatCount, formatShare } from "../words/text.ts";

const TONES: Readonly<Record<Grade, Tone>> = { A: "good", B: "good", C: "warn", D: "bad", F: "bad" };

/**
 * A grade in words: why it is so, what follows for mailing the list, and on how much of it that stands.
 * @param isOver nothing more comes of the run, so that the grade is no longer one so far.
 */
export function gradeView(graded: ListGrade, isOver: boolean): GradeView {
  const { grade, open, reasons } = graded;
  const counted = reasons.filter(({ count }) => count > 0);
  return {
    letter: grade,
    label: open > 0 && !isOver ? vscode.l10n.t("Grade {0} so far", grade) : vscode.l10n.t("Grade {0}", grade),
    tone: TONES[grade],
    reasons:
      counted.length === 0
        ? [{ text: vscode.l10n.t("Every address with a result is verified."), tone: "good" }]
        : counted.map((reason) => ({ text: reasonText(reason), tone: reasonTone(reason) })),
    remarks: remarksOf(graded, isOver),
  };
}

/** However few they are, a tick beside what cannot get mail or is not proven would say the opposite. */
function reasonTone({ grade }: GradeReason): Tone {
  return TONES[grade] === "good" ? "neutral" : TONES[grade];
}

function reasonText({ kind, share, count }: GradeReason): string {
  const [percent, addresses] = [formatShare(share), formatCount(count)];
  switch (kind) {
    case "undeliverable":
      return vscode.l10n.t("{0} ({1}) cannot get mail: invalid, or no address at all", percent, addresses);
    case "doubtful":
      return vscode.l10n.t("{0} ({1}) may not get mail: risky or unknown", percent, addresses);
    case "catchAll":
      return vscode.l10n.t(
        "{0} ({1}) are not proven: their domain takes every address (catch-all)",
        percent,
        addresses,
      );
  }
}

function remarksOf({ bounceShare, decided, open, leftOut }: ListGrade, isOver: boolean): readonly string[] {
  const remarks: string[] = [];
  if (bounceShare > 0)
    remarks.push(
      vscode.l10n.t(
        "Mail to all of them would bounce at {0} at least. Mail to the verified ones leaves these out.",
        formatShare(bounceShare),
      ),
    );
  if (open + leftOut > 0) {
    const [graded, all] = [formatCount(decided), formatCount(decided + open + leftOut)];
    remarks.push(
      open > 0 && !isOver
        ? vscode.l10n.t("Stands on {0} of {1} addresses; the others have no result yet.", graded, all)
        : vscode.l10n.t("Stands on {0} of {1} addresses; the others have no result.", graded, all),
    );
  }
  return remarks;
}
