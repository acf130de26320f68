/** Replies composed from parts whose words are known to be their writer's own or another's. */

/** A message of a conversation, and which of its words are its writer's own. */
export interface Composed {
  readonly from: "ann" | "bo";
  readonly html: string | undefined;
  readonly text: string | undefined;
  /** Every word that must be found in the document, as often as it stands here. */
  readonly own: readonly string[];
  /** Words that stand in an earlier message and need not be said again. */
  readonly quoted: readonly string[];
}

interface Tongue {
  readonly greeting: string;
  readonly sentence: string;
  /** "On …, Ann Lee <ann@corp.example> wrote:" of Gmail, Apple Mail, Thunderbird and Yahoo. */
  readonly gmail: string;
  readonly apple: string;
  readonly bird: string;
  readonly yahoo: string;
  /** From, Sent, To, Subject. */
  readonly labels: readonly [string, string, string, string];
  readonly sent: string;
  readonly phone: string;
  readonly forwarded: string;
  readonly begin: string;
}

const A = "Ann Lee <ann@corp.example>";

export const TONGUES: Readonly<Record<string, Tongue>> = {
  en: {
    greeting: "Hi Ann,", sentence: "Thank you for the offer, we take the small plan",
    gmail: `On Tue, 3 Mar 2026 at 10:02, ${A} wrote:`, apple: `On 3 Mar 2026, at 10:02, ${A} wrote:`,
    bird: "On 03/03/2026 10:02, Ann Lee wrote:", yahoo: `On Tuesday, March 3, 2026 at 10:02:05 AM GMT+1, ${A} wrote:`,
    labels: ["From", "Sent", "To", "Subject"], sent: "Tuesday, March 3, 2026 10:02", phone: "Sent from my iPhone",
    forwarded: "---------- Forwarded message ---------", begin: "Begin forwarded message:",
  },
  de: {
    greeting: "Hallo Ann,", sentence: "vielen Dank für das Angebot, wir nehmen den kleinen Plan",
    gmail: `Am Di., 3. März 2026 um 10:02 Uhr schrieb ${A}:`, apple: `Am 03.03.2026 um 10:02 schrieb ${A}:`,
    bird: "Am 03.03.26 um 10:02 schrieb Ann Lee:", yahoo: `Am Dienstag, 3. März 2026 um 10:02:05 MEZ hat ${A} Folgendes geschrieben:`,
    labels: ["Von", "Gesendet", "An", "Betreff"], sent: "Dienstag, 3. März 2026 10:02", phone: "Von meinem iPhone gesendet",
    forwarded: "---------- Weitergeleitete Nachricht ---------", begin: "Anfang der weitergeleiteten Nachricht:",
  },
  fr: {
    greeting: "Bonjour Ann,", sentence: "merci pour votre offre, nous prenons la petite formule",
    gmail: `Le mar. 3 mars 2026 à 10:02, ${A} a écrit :`, apple: `Le 3 mars 2026 à 10:02, ${A} a écrit :`,
    bird: "Le 03/03/2026 à 10:02, Ann Lee a écrit :", yahoo: `Le mardi 3 mars 2026 à 10:02:05 UTC+1, ${A} a écrit :`,
    labels: ["De ", "Envoyé ", "À ", "Objet "], sent: "mardi 3 mars 2026 10:02", phone: "Envoyé de mon iPhone",
    forwarded: "---------- Message transféré ---------", begin: "Début du message réexpédié :",
  },
  es: {
    greeting: "Hola Ann,", sentence: "gracias por la oferta, tomamos el plan pequeño",
    gmail: `El mar, 3 mar 2026 a las 10:02, Ann Lee (<ann@corp.example>) escribió:`, apple: `El 3 mar 2026, a las 10:02, ${A} escribió:`,
    bird: "El 03/03/2026 a las 10:02, Ann Lee escribió:", yahoo: `El martes, 3 de marzo de 2026, 10:02:05 CET, ${A} escribió:`,
    labels: ["De", "Enviado", "Para", "Asunto"], sent: "martes, 3 de marzo de 2026 10:02", phone: "Enviado desde mi iPhone",
    forwarded: "---------- Mensaje reenviado ---------", begin: "Inicio del mensaje reenviado:",
  },
  it: {
    greeting: "Ciao Ann,", sentence: "grazie per la proposta, prendiamo il piano piccolo",
    gmail: `Il giorno mar 3 mar 2026 alle ore 10:02 ${A} ha scritto:`, apple: `Il giorno 3 mar 2026, alle ore 10:02, ${A} ha scritto:`,
    bird: "Il 03/03/2026 10:02, Ann Lee ha scritto:", yahoo: `Il martedì 3 marzo 2026 alle ore 10:02:05 CET, ${A} ha scritto:`,
    labels: ["Da", "Inviato", "A", "Oggetto"], sent: "martedì 3 marzo 2026 10:02", phone: "Inviato da iPhone",
    forwarded: "---------- Messaggio inoltrato ---------", begin: "Inizio messaggio inoltrato:",
  },
  pt: {
    greeting: "Olá Ann,", sentence: "obrigado pela proposta, ficamos com o plano pequeno",
    gmail: `Em ter., 3 de mar. de 2026 às 10:02, ${A} escreveu:`, apple: `Em 3 de mar. de 2026, à(s) 10:02, ${A} escreveu:`,
    bird: "Em 03/03/2026 10:02, Ann Lee escreveu:", yahoo: `Em terça-feira, 3 de março de 2026 às 10:02:05 BRT, ${A} escreveu:`,
    labels: ["De", "Enviada em", "Para", "Assunto"], sent: "terça-feira, 3 de março de 2026 10:02", phone: "Enviado do meu iPhone",
    forwarded: "---------- Mensagem encaminhada ---------", begin: "Início da mensagem encaminhada:",
  },
  nl: {
    greeting: "Dag Ann,", sentence: "bedankt voor het aanbod, we nemen het kleine pakket",
    gmail: `Op di 3 mrt 2026 om 10:02 schreef ${A}:`, apple: `Op 3 mrt. 2026, om 10:02 heeft ${A} het volgende geschreven:`,
    bird: "Op 03-03-2026 om 10:02 schreef Ann Lee:", yahoo: `Op dinsdag 3 maart 2026 om 10:02:05 CET schreef ${A}:`,
    labels: ["Van", "Verzonden", "Aan", "Onderwerp"], sent: "dinsdag 3 maart 2026 10:02", phone: "Verzonden vanaf mijn iPhone",
    forwarded: "---------- Doorgestuurd bericht ---------", begin: "Begin doorgestuurd bericht:",
  },
  sv: {
    greeting: "Hej Ann,", sentence: "tack för erbjudandet, vi tar det lilla paketet",
    gmail: `Den tis 3 mars 2026 kl 10:02 skrev ${A}:`, apple: `3 mars 2026 kl. 10:02 skrev ${A}:`,
    bird: "Den 2026-03-03 kl. 10:02, skrev Ann Lee:", yahoo: `Den tisdag 3 mars 2026 10:02:05 CET skrev ${A}:`,
    labels: ["Från", "Skickat", "Till", "Ämne"], sent: "den 3 mars 2026 10:02", phone: "Skickat från min iPhone",
    forwarded: "---------- Vidarebefordrat meddelande ---------", begin: "Vidarebefordrat brev:",
  },
  pl: {
    greeting: "Cześć Ann,", sentence: "dziękuję za ofertę, bierzemy mały pakiet",
    gmail: `wt., 3 mar 2026 o 10:02 ${A} napisał(a):`, apple: `Wiadomość napisana przez ${A} w dniu 3 mar 2026, o godz. 10:02:`,
    bird: "W dniu 03.03.2026 o 10:02, Ann Lee pisze:", yahoo: `W dniu wtorek, 3 marca 2026 10:02:05 CET, ${A} napisał(a):`,
    labels: ["Od", "Wysłano", "Do", "Temat"], sent: "wtorek, 3 marca 2026 10:02", phone: "Wysłane z iPhone'a",
    forwarded: "---------- Przekazana wiadomość ---------", begin: "Początek przekazywanej wiadomości:",
  },
  ru: {
    greeting: "Привет, Ann!", sentence: "спасибо за предложение, берём малый тариф",
    gmail: `вт, 3 мар. 2026 г. в 10:02, ${A}:`, apple: `3 марта 2026 г., в 10:02, ${A} написал(а):`,
    bird: "03.03.2026 10:02, Ann Lee пишет:", yahoo: `Вторник, 3 марта 2026, 10:02 +03:00 от ${A}:`,
    labels: ["От", "Отправлено", "Кому", "Тема"], sent: "3 марта 2026 г. 10:02", phone: "Отправлено с iPhone",
    forwarded: "---------- Пересылаемое сообщение ---------", begin: "Начало переадресованного сообщения:",
  },
  ja: {
    greeting: "お世話になっております。", sentence: "ご提案ありがとうございます。小さいプランにします",
    gmail: `2026年3月3日(火) 10:02 ${A}:`, apple: `2026/03/03 10:02、${A}のメール：`,
    bird: "On 2026/03/03 10:02, Ann Lee wrote:", yahoo: `2026年3月3日火曜日 10:02:05 JST、${A}さんは書きました:`,
    labels: ["差出人", "送信日時", "宛先", "件名"], sent: "2026年3月3日 10:02", phone: "iPhoneから送信",
    forwarded: "---------- 転送メッセージ ---------", begin: "転送されたメッセージ:",
  },
  he: {
    greeting: "שלום Ann,", sentence: "תודה על ההצעה, ניקח את החבילה הקטנה",
    gmail: "\u202Bבתאריך יום ג׳, 3 במרץ 2026 ב-10:02 מאת \u202AAnn Lee\u202C\u200F <\u202Aann@corp.example\u202C\u200F>:\u202C",
    apple: `ב-3 במרץ 2026, בשעה 10:02, ${A} כתב/ה:`, bird: "בתאריך 03/03/2026 בשעה 10:02, מאת Ann Lee:",
    yahoo: `ב-יום שלישי, 3 במרץ 2026 בשעה 10:02:05, ${A} כתב/ה:`,
    labels: ["מאת", "נשלח", "אל", "נושא"], sent: "יום שלישי 3 מרץ 2026 10:02", phone: "Sent from my Galaxy",
    forwarded: "---------- הודעה שהועברה ---------", begin: "תחילת ההודעה שהועברה:",
  },
}; // prettier-ignore

/** How a program writes a reply: marked with `>` or not, and where it says who wrote. */
type Program = "gmail" | "outlook" | "outlookWeb" | "apple" | "bird" | "yahoo" | "phone";
export const PROGRAMS: readonly Program[] = [
  "gmail",
  "outlook",
  "outlookWeb",
  "apple",
  "bird",
  "yahoo",
  "phone",
];

/** The message that is answered: long and short lines, a table, prices, a signature. */
export function original(tongue: Tongue, tag: string): Composed {
  const text = `${tongue.greeting}\n\n${tongue.sentence} ${tag}offer.\nWould Tuesday do? ${tag}when\n\nTwo rooms ${tag}rooms and three desks, as ${tag}agreed with the house last week.\n\n-- \nAnn Lee\n${tag}Corp Ltd`;
  return { from: "ann", html: undefined, text, own: wordsIn(text), quoted: [] };
}

/** Where the writer's own words stand. */
export const SHAPES: Readonly<Record<string, (own: Own) => readonly Piece[]>> = {
  "above the quote": (own) => [own.of("hello", "sentence"), { quote: "all" }],
  "below the quote": (own) => [{ quote: "all" }, own.of("sentence")],
  "above and below": (own) => [own.of("hello"), { quote: "all" }, own.of("sentence")],
  "between the lines": (own) => [
    own.of("hello"), { quote: "first" }, own.of("Yes"), { quote: "last" }, own.of("Thanks", "sentence"),
  ],
  "with a signature above the quote": (own) => [own.of("hello", "sentence"), own.signed(), { quote: "all" }],
  "with a signature below the quote": (own) => [own.of("sentence"), { quote: "all" }, own.signed()],
  "from a phone": (own) => [own.of("sentence"), own.phoned(), { quote: "all" }],
  "with rules between sections": (own) => [
    own.of("hello", "________________________________", "sentence", "________________________________", "sentence"), { quote: "all" },
  ],
  "with a table at the end": (own) => [own.of("sentence", "| Plan | Price |\n| Pro | 5 EUR |")],
  "with prices at the end": (own) => [own.of("sentence", "> 500 seats: 5 EUR\n> 1000 seats: 4 EUR")],
  "with an indented remark": (own) => [own.of("sentence"), own.indented(), { quote: "all" }],
  "about somebody who wrote": (own) => [own.of("On page 3 the lawyer wrote:", "sentence")],
  "with a form": (own) => [own.of("From: Zed <zed@lead.example>\nDate: 3 March 2026\nSubject: Seats", "sentence")],
  forwarded: (own) => [own.of("FYI"), { quote: "forward" }],
}; // prettier-ignore

interface Piece {
  readonly own?: readonly string[];
  readonly mark?: "signature" | "indent";
  readonly quote?: "all" | "first" | "last" | "forward";
}

class Own {
  #count = 0;

  constructor(
    private readonly tongue: Tongue,
    private readonly tag: string,
  ) {}

  of(...parts: readonly string[]): Piece {
    return {
      own: parts.map((part) => {
        if (part === "hello") return this.tongue.greeting;
        return part === "sentence" ? `${this.tongue.sentence} ${this.tag}${this.#count++}.` : part;
      }),
    };
  }

  signed(): Piece {
    return { own: [`-- \nBo Berg\n${this.tag}Works`], mark: "signature" };
  }

  phoned(): Piece {
    return { own: [this.tongue.phone] };
  }

  indented(): Piece {
    return { ...this.of("sentence"), mark: "indent" };
  }
}

/** A reply to a message, by one program, as text and as HTML. */
export function reply(
  to: Composed,
  { tongue, program, shape, tag }: { tongue: Tongue; program: Program; shape: string; tag: string },
): readonly Composed[] {
  const pieces = SHAPES[shape]?.(new Own(tongue, tag)) ?? [];
  const lines = (to.text ?? "").split("\n");
  const middle = Math.ceil(lines.length / 2);
  const written = pieces.map((piece, at) => {
    const isFirstQuote = pieces.findIndex(({ quote }) => quote !== undefined) === at;
    const cut =
      piece.quote === "first" ? lines.slice(0, middle) : piece.quote === "last" ? lines.slice(middle) : lines;
    return write(piece, cut, isFirstQuote, tongue, program);
  });
  const own = pieces.flatMap((piece) => (piece.own ?? []).flatMap(wordsIn));
  const isForward = shape === "forwarded";
  const quoted = isForward || !pieces.some(({ quote }) => quote === "all") ? [] : wordsIn(to.text ?? "");
  const forwarded = isForward ? wordsIn(to.text ?? "") : [];
  const both = { from: "bo", own: [...own, ...forwarded], quoted } as const;
  return [
    { ...both, text: written.map(({ text }) => text).join("\n\n"), html: undefined },
    {
      ...both,
      text: undefined,
      html: `<html><body>${written.map(({ html }) => html).join("")}</body></html>`,
    },
  ];
}

function write(
  piece: Piece,
  lines: readonly string[],
  isFirst: boolean,
  tongue: Tongue,
  program: Program,
): { text: string; html: string } {
  if (piece.own !== undefined) {
    const text = piece.own.join("\n\n");
    if (piece.mark === "indent") return { text, html: `<blockquote>${htmlOf(text)}</blockquote>` };
    return { text, html: `<div>${htmlOf(text)}</div><div><br></div>` };
  }
  const [from, sent, to, subject] = tongue.labels;
  const header = [
    `${from}: ${A}`,
    `${sent}: ${tongue.sent}`,
    `${to}: Bo Berg <bo@ours.example>`,
    `${subject}: Pricing`,
  ];
  if (piece.quote === "forward") {
    const mark = program === "apple" || program === "phone" ? tongue.begin : tongue.forwarded;
    const head = program === "outlook" || program === "outlookWeb" ? [] : [mark];
    const text = [...head, ...header, "", ...lines].join("\n");
    return { text, html: `<div class="gmail_quote">${htmlOf(text)}</div>` };
  }
  if (program === "outlook" || program === "outlookWeb") {
    const rule = program === "outlookWeb" ? "________________________________\n" : "";
    const head = isFirst ? `${rule}${header.join("\n")}\n\n` : "";
    const id = program === "outlookWeb" && isFirst ? ` id="divRplyFwdMsg"` : "";
    return {
      text: head + lines.join("\n"),
      html: `<div${id}>${htmlOf(isFirst ? header.join("\n") : "")}</div><div>${htmlOf(lines.join("\n"))}</div>`,
    };
  }
  const said = isFirst ? tongue[program === "phone" ? "apple" : program] : "";
  const quote = program === "gmail" ? `<blockquote class="gmail_quote">` : `<blockquote type="cite">`;
  return {
    text: `${said === "" ? "" : `${said}\n\n`}${lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n")}`,
    html: `<div>${htmlOf(said)}</div>${quote}${htmlOf(lines.join("\n"))}</blockquote>`,
  };
}

function htmlOf(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>\n");
}

/** Letters and digits that stand together. */
export function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** How often which words are wanted and not there. */
export function missing(wanted: readonly string[], text: string): string[] {
  const counts = new Map<string, number>();
  for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wanted.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}
