/**
 * Phrases that filters count against a message. From SpamAssassin's own rules (apache/spamassassin, rules/20_phrases.cf,
 * commit 019d2919), under their names there: those that a business mail could contain by mistake.
 */
export const PHRASES: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ["GUARANTEED_100_PERCENT", /100 ?% guaranteed/giu],
  ["BANG_GUAR", /\bguaranteed?!/giu],
  ["DEAR_FRIEND", /^\s*dear friend\b/gimu],
  ["DEAR_SOMETHING", /\bdear (?:internet|candidate|sirs?|madam|investor|travell?er|web)\b/giu],
  ["MONEY_BACK", /money[ -]back guarantee/giu],
  ["FREE_QUOTE_INSTANT", /\bfree.{0,12}(?:instant|express|online|no.?obligation).{0,32}\bquote/giu],
  ["ONE_TIME", /\bone[ -]time (?:charge|investment|offer|promotion)/giu],
  ["JOIN_MILLIONS", /\bjoin (?:millions|thousands)\b/giu],
  ["ACT_NOW_CAPS", /\bA[Cc][Tt] N[Oo][Ww]\b/gu],
  ["PRICES_ARE_AFFORDABLE", /\baffordable .{0,10}prices\b/giu],
  [
    "URG_BIZ",
    /\burgent.{0,16}(?:assistance|business|confidential|notice|proposal|reply|request|response)/giu,
  ],
  ["FIN_FREE", /\bfinancial(?:ly)? (?:free|independen)\w*/giu],
  ["EXCUSE_REMOVE", /to be removed from.{0,20}(?:mailings|offers)/giu],
];

/** Whether a text tells its reader how to hear no more, in the languages that the quotes are known in. */
export const OPT_OUT =
  /unsubscribe|opt(?:ing)?[ -]?out|stop (?:e-?mailing|writing|contacting)|(?:no longer|rather not|don['’]t) (?:wish|want|like|hear)|(?:take|remove) (?:you|me)\b.{0,20}\b(?:off|from)|close (?:the|your) file|tell me (?:so|no)|just (?:say|reply) ["“']?(?:no|stop)|abmelden|abbestell|austragen|keine (?:weiteren )?(?:e-?)?mails|désabonn|désinscri|ne plus recevoir|dar(?:se|me|te)? de baja|cancelar (?:la )?suscripci|cancella(?:re|rti)|disiscri|uitschrijv|afmeld|avregistrer|avsluta prenumeration|wypisa|zrezygn|cancelar (?:a )?inscri|descadastr/iu;

/** Words that promise a file. */
export const ATTACHMENT =
  /\b(?:(?:is|are|i(?:['’]ve| have)?|we(?:['’]ve| have)?|see|find|please find) (?:the )?(?:attached|enclosed)|attached (?:is|are|you|please|find|here)|(?:see|find|open|in|read) (?:the |my |our )?attachments?|(?:im|in der) anhang|angehängt|anbei|ci-joint|(?:en|la|les) pi[èe]ces? jointes?|adjunto|adjunt[ao]s?|in allegato|allego|in (?:de )?bijlage|bifogad|vedlagt|w załączniku|em anexo)(?![\p{L}])/giu;

/**
 * Services that hide where a link leads. Filters look each one up: SpamAssassin's rules/25_url_shortener.cf lists them
 * (read 2026-08; the best known ones of it).
 */
export const SHORTENERS: ReadonlySet<string> = new Set(
  "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly cutt.ly rebrand.ly t.ly rb.gy shorturl.at tiny.cc bl.ink lnkd.in".split(
    " ",
  ),
);

/** Bytes of HTML. Gmail cuts what is longer ("[Message clipped]"); spamresource.com measured 102 to 105 KB on 2022-01-12. */
export const CLIPPED_BYTES = 102 * 1024;

/** Bytes of words beside pictures below which SpamAssassin's HTML_IMAGE_ONLY_04 counts a mail as pictures only. */
export const FEW_WORDS_BYTES = 400;

/**
 * Different links in one message. A rule of thumb, not a filter's threshold: "three at most" (mailgenius.com, How Many
 * Links in Email to Avoid Spam; read 2026-11).
 */
export const MAX_LINKS = 3;

/** Letters of a subject from which SUBJ_ALL_CAPS of SpamAssassin looks at their case. */
export const SHOUTED_CHARS = 10;
