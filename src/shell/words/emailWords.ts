import * as vscode from "vscode";
import type { Email, Person } from "../../core/api/resources/emails.ts";
import type { LabelName } from "../../core/state/session.ts";
import type { Tone } from "../../shared/panelView.ts";
import { unknownWord } from "./accountWords.ts";
import { formatCount, plain } from "./text.ts";

export function emailKind(email: Pick<Email, "kind" | "direction">): string {
  switch (email.kind.word) {
    case "campaign":
      return vscode.l10n.t("sent by campaign");
    case "received":
      return vscode.l10n.t("received");
    case "manual":
      return vscode.l10n.t("sent by hand");
    case "scheduled":
      return vscode.l10n.t("scheduled");
    case "unknown":
      if (email.kind.code !== null) return unknownWord(email.kind);
      if (email.direction === "received") return vscode.l10n.t("received");
      return email.direction === "sent" ? vscode.l10n.t("sent") : vscode.l10n.t("unknown");
  }
}

const INTEREST: Readonly<Record<string, () => string>> = {
  outOfOffice: () => vscode.l10n.t("out of office"),
  interested: () => vscode.l10n.t("interested"),
  meetingBooked: () => vscode.l10n.t("meeting booked"),
  meetingCompleted: () => vscode.l10n.t("meeting completed"),
  won: () => vscode.l10n.t("won"),
  notInterested: () => vscode.l10n.t("not interested"),
  wrongPerson: () => vscode.l10n.t("wrong person"),
  lost: () => vscode.l10n.t("lost"),
  noShow: () => vscode.l10n.t("no show"),
};

/** A workspace's own interest statuses; undefined while that is not known. */
export interface LabelNames {
  find(code: number): LabelName | undefined;
}

/** The lead's interest in words; a code that is not one of Instantly's own is a label of the workspace's, whose number tells nothing. */
export function interestLabel({ interest }: Pick<Email, "interest">, labels: LabelNames): string | undefined {
  if (interest === undefined) return undefined;
  const known = INTEREST[interest.word];
  if (known !== undefined) return known();
  const name = typeof interest.code === "number" ? labels.find(interest.code)?.name : undefined;
  return plain(name ?? "") === "" ? vscode.l10n.t("another label") : plain(name ?? "");
}

/** Whether a status is good news; a workspace's own says so itself, not by its number. */
export function interestTone({ interest }: Pick<Email, "interest">, labels: LabelNames): Tone {
  const code = Number(interest?.code);
  if (interest?.word === "unknown") return TONES[labels.find(code)?.attitude ?? ""] ?? "neutral";
  return code > 0 ? "good" : code < 0 ? "bad" : "neutral";
}

const TONES: Readonly<Record<string, Tone>> = { positive: "good", negative: "bad" };

/** "Ann Lee", or the address where no name came. */
export function personName(person: Person): string {
  const name = plain(person.name ?? "");
  return name === "" ? plain(person.address) : name;
}

/** "Ann Lee <ann@corp.example>". */
export function personText(person: Person): string {
  const name = plain(person.name ?? "");
  return name === "" ? plain(person.address) : `${name} <${plain(person.address)}>`;
}

/**
 * "step 2": which mail of its campaign a message is. The API counts from 0, alone or as sequence_step_variant; any other
 * form is an id, which tells a person nothing.
 */
export function stepText({ step }: Pick<Email, "step">): string | undefined {
  const counted = /^(?:\d+_)?(\d+)(?:_\d+)?$/.exec(step ?? "")?.[1];
  if (counted === undefined) return undefined;
  const place = Number(counted) + 1;
  return place === 1 ? vscode.l10n.t("first step") : vscode.l10n.t("step {0}", formatCount(place));
}

export function subjectText(email: Pick<Email, "subject">): string {
  const subject = plain(email.subject);
  return subject === "" ? vscode.l10n.t("(no subject)") : subject;
}

/** The address a person would copy: whoever is at the other end. */
export function otherParty(email: Email): string {
  return plain(
    email.direction === "received" ? email.from : (email.lead ?? email.to[0]?.address ?? email.from),
  );
}
