/** How phones and apps sign: what the line begins with in several languages, "my" and "with" included. */
const HEAD =
  /^(?:sent from(?: my| mail for)?|sent (?:with|via)|get outlook for|von (?:meinem|meiner)|gesendet (?:von|mit)(?: meinem| meiner)?|diese nachricht wurde von meinem|envoyé (?:depuis|de)|télécharge[rz] outlook|enviado (?:desde|do|a partir)|obtener outlook|inviato (?:da|dal)|verzonden (?:vanaf|met)|skickat från|sendt fra|lähetetty|wysłane z|odesláno z|отправлено (?:с|из)|发自我的|iphoneから送信)(?=[\s\p{P}\p{L}]|$)/iu;
/** What a person sends from that has a signature of its own. A desk has none. */
const DEVICE =
  /i(?:phon|pad|pod|os\b)|macos|android|samsung|galaxy|pixel|huawei|xiaomi|redmi|oneplus|blackberry|nokia|motorola|xperia|windows|outlook|yahoo|proton|gmail|gmx|web\.de|freenet|thunderbird|aol|verizon|t-mobile|at&t|apple|macbook|surface|\b(?:mail|e-?mail|htc|lg|sony|mobile|phone|smartphone|tablet|device|handset|handheld|app|watch)\b|handy|telefon|téléphone|teléfono|portable|móvil|celular|cellulare|telefoon|puhelin|komór|телефон|смартфон|手机|correo/iu;
/** What else stands there. */
const FITTING =
  /^(?:my|mein\w*|mon|ma|mi|min|mijn|mio|meu|the|for|für|pour|para|per|voor|using|with|via|mit|avec|con|met|med|on|from|by|powered|network|mobil\w*|mobile|application|aplicación|aplicativo|der|dem|dispositivo|appareil|wurde|gesendet|smart|phone|tablet|device|free|secure|email|mail|app|l['’]\p{L}+|de|do|da|a|la|le|el|posta|postilla|z|ze|från|fra|sta|stä|i|mini|pro|max|air)$/iu;
const EXCUSE =
  /[.,;!–-]*\s*\(?(?:please |pls |so |bitte )?(?:excuse|pardon|sorry|forgive|apolog|expect|tippfehler|entschuldig|disculp|perdon|désolé|scusa)[^\n]*$/iu;

/** "Sent from my iPhone" and the like, and no sentence that begins so. */
export function isMobileSignature(line: string): boolean {
  if (line.length > 140) return false;
  const text = line.trim().replace(EXCUSE, "");
  const head = HEAD.exec(text)?.[0];
  if (head === undefined || text.length > 90) return false;
  if (/^(?:发自我的|iphoneから)/iu.test(head)) return true;
  const rest = text.slice(head.length);
  return DEVICE.test(text) && rest.split(/[\s,;.()/]+/u).every(isFitting);
}

/** A name, a number or a small word. */
function isFitting(word: string): boolean {
  return word === "" || /^\P{Ll}|\p{Nd}/u.test(word) || DEVICE.test(word) || FITTING.test(word);
}
