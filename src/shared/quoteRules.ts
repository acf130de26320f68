/**
 * How mail clients announce a quote or a signature, line by line and in several languages. Pure text rules: the page
 * asks them for HTML, and whoever reads a mail as text for its lines.
 */

const WROTE =
  "wrote|writes|schrieb|schreibt|a écrit|ecrit|escribió|escribio|ha scritto|scrive|escreveu|schreef|skrev|skreiv|napisał\\(a\\)|napisała?|napsala?|napísala?|írta|a scris|yazdı|kirjoitti|пиш[еу]т?|писала?|написала?|пише|γράψε|έγραψε|כתב|كتب|viết|menulis";
const OPENERS = "On|Am|Il giorno|Il|Le|El|Em|Op|Den|På|W dniu|Dnia|Dne|Dňa|Pe|Pada|Vào|Στις|ב|في";

/** "On Tue, 3 Mar 2026 at 10:02, Ann Lee <ann@corp.example> wrote:" and its kin. */
const OPENED = new RegExp(`^(?:${OPENERS})\\s.{4,240}?(?:${WROTE})[^.!?]{0,80}:\\s*$`, "iu");
const UNOPENED: readonly RegExp[] = [
  // Without an opener a date or an address must be there: "He wrote:" is a sentence.
  new RegExp(
    `^(?=.{0,240}(?:\\d{4}|<[^<>\\s]+@[^<>\\s]+>)).{4,240}?\\s(?:${WROTE})(?:\\s.{2,60})?:\\s*$`,
    "iu",
  ),
  /^.{4,160}于.{4,80}写道[:：]\s*$/u,
  /^.{4,160}(?:於|在).{4,80}(?:寫道|写道)[:：]\s*$/u,
  /^\d{4}年.{4,160}(?:のメール|書きました|さんは書きました)[:：]?\s*$/u,
  /^\d{4}년.{4,160}(?:작성|님이).{0,20}[:：]\s*$/u,
];

const DIVIDER =
  /^(?:[-_=*]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|原始邮件|原始郵件|元のメッセージ|원본 메시지)\s*[-_=*]{2,}|_{12,})\s*$/iu;

/** Forwarded mail is what its sender wants read: it does not fold. */
const FORWARD =
  /(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|vidarebefordrat meddelande|begin forwarded message)/iu;

const HEADER_FROM =
  /^\s*\*?(?:from|von|de|da|van|från|fra|od|lähettäjä|от|发件人|差出人|보낸 사람)\s?\*?\s?[:：]\*?\s?\S/iu;
const HEADER_OTHER =
  /^\s*\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|inviato|data|a|oggetto|enviada em|assunto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|odesláno|komu|předmět|lähetetty|vastaanottaja|aihe|отправлено|дата|кому|тема|发送时间|收件人|主题|送信日時|宛先|件名)\s?\*?\s?[:：]/iu;

const SIGNATURE_MARK = /^(?:--|—|–)[\s\u00A0]*$/u;
const MOBILE_SIGNATURE =
  /^(?:sent from (?:my|mail for|outlook|yahoo|proton|samsung|gmail)\b|get outlook for|von (?:meinem|meiner) .{2,40} gesendet|gesendet (?:von|mit)\b|diese nachricht wurde von meinem|envoyé (?:de|depuis)\b|télécharger outlook|enviado (?:desde|do meu|a partir)\b|obtener outlook|inviato (?:da|dal)\b|verzonden (?:vanaf|met)\b|skickat från|sendt fra|lähetetty .{2,40}(?:sta|stä)\b|wysłane z|odesláno z|отправлено (?:с|из)\b|发自我的|iphoneから送信)/iu;

/** Whether a line says who wrote what follows; lines that were broken come joined. */
export function isAttribution(...lines: readonly string[]): boolean {
  const text = lines.join(" ").trim();
  if (text.length > 400 || !/[:：]$/u.test(text)) return false; // the cheap test first: most lines end here
  // Only an opener tells where broken lines begin: else they would take in the answer above.
  return OPENED.test(text) || (lines.length === 1 && UNOPENED.some((rule) => rule.test(text)));
}

/** "-----Original Message-----", or Outlook's line of underscores. */
export function isDivider(line: string): boolean {
  return DIVIDER.test(line.trim());
}

/** Whether what follows was forwarded rather than quoted. */
export function isForward(line: string): boolean {
  return FORWARD.test(line);
}

/** Whether a block of "From: … Sent: … To: …" begins with the first of these lines. */
export function isHeaderBlock(lines: readonly string[]): boolean {
  const [first = "", ...rest] = lines;
  if (!HEADER_FROM.test(first)) return false;
  return rest.slice(0, 5).filter((line) => HEADER_OTHER.test(line)).length >= 2;
}

/** "-- ", alone on its line (RFC 3676 section 4.3; many clients lose the blank). */
export function isSignatureMark(line: string): boolean {
  return SIGNATURE_MARK.test(line);
}

/** "Sent from my iPhone" and the like. */
export function isMobileSignature(line: string): boolean {
  return line.length <= 90 && MOBILE_SIGNATURE.test(line.trim());
}
