/** The message that a reply quotes. */
export interface Quoted {
  readonly name: string;
  readonly address: string;
  readonly at: Date;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface MailBody {
  readonly text?: string;
  readonly html?: string;
}

/** Writes an answer the way one mail client does: its own words for "wrote", its own markup around the quote. */
export type QuoteStyle = (answer: string, quoted: Quoted, to: string) => MailBody;

// Making a date format is slow, and a start-up needs a thousand dates: one per locale and form is kept.
const formats = new Map<string, Intl.DateTimeFormat>();

function day(at: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  formats.set(key, format);
  return format.format(at);
}
const time = (at: Date): string => at.toISOString().slice(11, 16);
const html = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", "<br>");
const indented = (text: string): string => text.replace(/^/gm, "> ");

/** The client that our own answers are written with. */
export const gmail: QuoteStyle = (answer, quoted) => {
  const when = `On ${day(quoted.at, "en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" })} at ${time(quoted.at)}, ${quoted.name}`;
  return {
    html:
      `<div dir="ltr">${html(answer)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${when} &lt;` +
      `<a href="mailto:${quoted.address}">${quoted.address}</a>&gt; wrote:<br></div><blockquote class="gmail_quote" ` +
      `style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${quoted.html}</blockquote></div>`,
    text: `${answer}\n\n${when} <${quoted.address}> wrote:\n\n${indented(quoted.text)}`,
  };
};

const gmailFrench: QuoteStyle = (answer, quoted) => {
  const when = `Le ${day(quoted.at, "fr", { weekday: "short", day: "numeric", month: "short", year: "numeric" })} à ${time(quoted.at)}, ${quoted.name}`;
  return {
    html:
      `<div dir="ltr">${html(answer)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${when} &lt;${quoted.address}&gt; ` +
      `a écrit :<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">${quoted.html}</blockquote></div>`,
    text: `${answer}\n\n${when} <${quoted.address}> a écrit :\n\n${indented(quoted.text)}`,
  };
};

const outlook: QuoteStyle = (answer, quoted, to) => {
  const sent = `${day(quoted.at, "en-US", { weekday: "long", month: "long", day: "numeric", year: "numeric" })} ${time(quoted.at)}`;
  return {
    html:
      `<div class="WordSection1"><p class="MsoNormal">${html(answer)}</p><p class="MsoNormal">&nbsp;</p>` +
      `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> ${quoted.name} ` +
      `&lt;${quoted.address}&gt;<br><b>Sent:</b> ${sent}<br><b>To:</b> ${to}<br><b>Subject:</b> ${html(quoted.subject)}</p></div>${quoted.html}</div>`,
    text: `${answer}\n\nFrom: ${quoted.name} <${quoted.address}>\nSent: ${sent}\nTo: ${to}\nSubject: ${quoted.subject}\n\n${quoted.text}`,
  };
};

const outlookGerman: QuoteStyle = (answer, quoted, to) => {
  const sent = `${day(quoted.at, "de", { weekday: "long", day: "numeric", month: "long", year: "numeric" })} ${time(quoted.at)}`;
  return {
    html:
      `<div>${html(answer)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">` +
      `<b>Von:</b> ${quoted.name} &lt;${quoted.address}&gt;<br><b>Gesendet:</b> ${sent}<br><b>An:</b> ${to}<br><b>Betreff:</b> ` +
      `${html(quoted.subject)}</div><div>${quoted.html}</div>`,
    text: `${answer}\n\nVon: ${quoted.name} <${quoted.address}>\nGesendet: ${sent}\nAn: ${to}\nBetreff: ${quoted.subject}\n\n${quoted.text}`,
  };
};

const appleMail: QuoteStyle = (answer, quoted) => {
  const when = `On ${day(quoted.at, "en-GB", { day: "numeric", month: "short", year: "numeric" })}, at ${time(quoted.at)}, ${quoted.name}`;
  return {
    html:
      `<html><body style="overflow-wrap:break-word">${html(answer)}<br><div><br><blockquote type="cite"><div>${when} &lt;${quoted.address}&gt; ` +
      `wrote:</div><br class="Apple-interchange-newline"><div>${quoted.html}</div></blockquote></div></body></html>`,
    text: `${answer}\n\n${when} <${quoted.address}> wrote:\n\n${indented(quoted.text)}`,
  };
};

const thunderbird: QuoteStyle = (answer, quoted) => {
  const when = `Am ${day(quoted.at, "de", { day: "2-digit", month: "2-digit", year: "numeric" })} um ${time(quoted.at)} schrieb ${quoted.name}:`;
  return {
    html:
      `<html><body><p>${html(answer)}</p><div class="moz-cite-prefix">${when}<br></div><blockquote type="cite" ` +
      `cite="mid:${quoted.at.getTime()}@mail.example">${quoted.html}</blockquote></body></html>`,
    text: `${answer}\n\n${when}\n${indented(quoted.text)}`,
  };
};

const plainText: QuoteStyle = (answer, quoted) => ({
  text: `${answer}\n\n${quoted.name} <${quoted.address}> wrote on ${quoted.at.toISOString().slice(0, 10)}:\n${indented(quoted.text)}`,
});

const unquoted: QuoteStyle = (answer) => ({ html: `<div>${html(answer)}</div>` });

export const QUOTE_STYLES: readonly QuoteStyle[] = [
  gmail,
  outlook,
  gmail,
  appleMail,
  thunderbird,
  gmailFrench,
  outlookGerman,
  plainText,
  unquoted,
];
