/** The words that mail clients say a quote with, in the languages that they are used in. */

/** Begin "On Tue, 3 Mar 2026 at 10:02, Ann Lee wrote:". */
export const OPENERS =
  "On|Am|Il giorno|Il|Le|El|Em|Op|Den|På|W dniu|Dnia|Dne|Dňa|Pe|Pada|Vào|Στις|בתאריך|ב|في|На|Dana|Kuupäev|Kontakt|V|เมื่อ|ในวันที่|Missatge de";

/** Say that somebody wrote, as words (regular expressions of them). */
export const WROTE =
  "wrote|writes|schrieb|schreibt|a écrit|ecrit|escribió|escribio|ha scritto|scrive|escreveu|schreef|skrev|skreiv|napisał\\(a\\)|napisała?|napsala?|napísala?|napísal\\(a\\)|írta|a scris|yazdı|şunları yazdı|kirjoitti|пиш[еу]т?|писала?|написал\\(а\\)|написала?|пише|написа|γράψε|έγραψε|כתב|كتب|كتابة|viết|menulis|napisao|napisala|napisal|kirjutas|rašė|va escriure|ha escrit|เขียน";

/** "From:" and its kin, at the head of a quote. */
export const FROM =
  "from|von|absender|de|expéditeur|remitente|da|mittente|remetente|van|afzender|från|avsändare|fra|od|nadawca|lähettäjä|от|от кого|отправитель|від|подател|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|מאת|من|από|nuo|saatja|feladó|de la|expeditor|kimden|gönderen|dari|từ|จาก|šalje|pošiljatelj|remitent|odosielateľ|odesílatel";
export const SENT =
  "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|fecha|inviato|data|enviada em|enviado em|enviada|verzonden|skickat|sendt|dato|wysłano|odesláno|odoslané|dátum|lähetetty|päivämäärä|отправлено|дата|надіслано|изпратено|发送时间|日期|傳送時間|寄件日期|送信日時|日付|보낸 날짜|날짜|נשלח|תאריך|تاريخ الإرسال|تم الإرسال|أرسلت|التاريخ|تاريخ|στάλθηκε|ημερομηνία|elküldve|trimis|gönderildi|tarih|dikirim|tanggal|đã gửi|ngày|ส่ง|ส่งเมื่อ|วันที่|poslano|saadetud|kuupäev|išsiųsta|siųsta|enviat|enviat el";
export const TO =
  "to|an|à|para|a|aan|till|til|do|komu|vastaanottaja|кому|收件人|收件者|宛先|받는 사람|받는사람|אל|إلى|προς|címzett|către|catre|kime|alıcı|kepada|đến|tới|ถึง|prima|za|adressaat|kellele|kam|per a|per|до";
const COPY = "cc|kopie|copie|cópia|kópia|копия|копие|抄送|副本|참조|עותק|نسخة|kopija|koopia|สำเนา|bcc";
export const SUBJECT =
  "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|předmět|predmet|aihe|тема|относно|主题|主旨|件名|제목|נושא|الموضوع|موضوع|θέμα|tárgy|subiect|konu|subjek|chủ đề|tiêu đề|เรื่อง|ชื่อเรื่อง|zadeva|teema|tema|assumpte";
/** Lines that stand among them and say nothing about whose mail it was. */
export const OTHER = `${COPY}|reply-to|antwort an|importance|priority|wichtigkeit|attachments|anlagen`;

/** "Original Message" and its kin, between dashes. */
export const ORIGINAL =
  "original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|pôvodná správa|исходное сообщение|оригинално съобщение|originalna poruka|izvirno sporočilo|algne kiri|originalus laiškas|missatge original|ข้อความต้นฉบับ|ข้อความเดิม|הודעה מקורית|الرسالة الأصلية|原始邮件|原始郵件|元のメッセージ|원본 메시지";

/** Stems of "forwarded" (regular expressions). */
export const FORWARDED =
  "forwarded|weitergeleitet|transféré|réexpédié|reenviad|reenviat|inoltrat|encaminhad|doorgestuur|vidarebefordra|videresen[dt]|välitetty|edelleen|przekaz|przesłan|přeposlan|předan[áé]|preposlan|továbbít|redirecționat|yönlendir|iletilen|пересыла|перенаправ|переслан|переадрес|препра[тщ]|προωθημέν|転送|转发|轉寄|轉發|转寄|전달|הועבר|מועבר|توجيه|المحول|ส่งต่อ|chuyển tiếp|terusan|diteruskan|persi[uų][snč]|edasta|proslijeđ|прослеђ|posredovan";

/** What else stands in an attribution: "at", "um", "a las", "alle ore". */
export const JOINERS =
  "at um uhr a à à las los les alle ore il giorno de del da das às as kl klo o godz ob u v je om op den der le la el em di dia te vào lúc thg th г ч в во на пользователь користувач από στις la lui saat tarihinde kirjutas kell oseba kontakt kuupäeval m d kovo من في تمت ما يلي بواسطة الساعة بتاريخ ص م מאת בשעה יום ב את เวลา ว่า วันที่ พ ศ น am pm gmt utc cet cest est edt pst pdt mailto via missatge 年 月 日 時 时 分 周 週 星 期 一 二 三 四 五 六 曜 火 水 木 金 土 午 前 后 後 上 下 于 於 在 写 寫 道 书 さ ん は 書 き ま し た の メ ー ル re aw fw fwd wg sv vs tr rv antw odp";
