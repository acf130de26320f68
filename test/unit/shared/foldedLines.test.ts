import { describe, expect, it } from "vitest";
import { foldText } from "../../../src/shared/foldText.ts";

const A = "Ann Lee <ann@corp.example>";
/** As Gmail, Apple Mail, Thunderbird and others write it. */
const ATTRIBUTIONS: readonly string[] = [
  `вт, 3 мар. 2026 г. в 10:02, ${A}:`, `3 марта 2026 г., 10:02 пользователь ${A} написал:`, "03.03.2026 10:02, Ann Lee пишет:",
  `Вторник, 3 марта 2026, 10:02 +03:00 от ${A}:`, `2026年3月3日(火) 10:02 ${A}:`, `2026/03/03 10:02、${A}のメール：`,
  "Ann Lee さんは書きました (2026/03/03 10:02):", `2026年3月3日(火) 10:02 ${A}：`,
  "\u202Bבתאריך יום ג׳, 3 במרץ 2026 ב-10:02 מאת \u202AAnn Lee\u202C\u200F <\u202Aann@corp.example\u202C\u200F>:\u202C",
  `ב-3 במרץ 2026, בשעה 10:02, ${A} כתב/ה:`,
  "\u202Bفي الثلاثاء، 3 مارس 2026 في 10:02 ص تمت كتابة ما يلي بواسطة \u202AAnn Lee\u202C <\u202Aann@corp.example\u202C>:\u202C",
  "في ٣ مارس ٢٠٢٦، الساعة ١٠:٠٢ ص، كتب Ann Lee:", `На вт, 3.03.2026 г. в 10:02 ч. ${A} написа:`,
  `ut 3. 3. 2026 o 10:02 ${A} napísal(a):`, "Dňa 3. 3. 2026 o 10:02 Ann Lee napísal:", `uto, 3. ožu 2026. u 10:02 ${A} je napisao/la:`,
  "uto, 3. ožu 2026. u 10:02 Ann Lee napisala je:", `V V tor., 3. mar. 2026 ob 10:02 je oseba ${A} napisala:`,
  "Dne 3. 3. 2026 ob 10:02 je Ann Lee napisal:", `Kuupäev T, 3. märts 2026 kell 10:02 kirjutas ${A}:`,
  "Kontakt Ann Lee (<ann@corp.example>) kirjutas kuupäeval T, 3. märts 2026 kell 10:02:", `2026-03-03, an, 10:02 ${A} rašė:`,
  "2026 m. kovo 3 d. 10:02, Ann Lee rašė:", `ในวันที่ อ. 3 มี.ค. 2026 เวลา 10:02 ${A} เขียนว่า:`,
  "เมื่อ วันอังคารที่ 3 มีนาคม พ.ศ. 2569 เวลา 10:02 Ann Lee เขียนว่า:", `Missatge de ${A} del dia dt., 3 de març 2026 a les 10:02:`,
  `El 3 març 2026, a les 10:02, ${A} va escriure:`, `mar., 3 mar. 2026 la 10:02, ${A} a scris:`,
  `${A} ezt írta (időpont: 2026. márc. 3., K, 10:02):`, `${A}, 3 Mar 2026 Sal, 10:02 tarihinde şunu yazdı:`,
  `Στις Τρί 3 Μαρ 2026 στις 10:02 π.μ., ο χρήστης ${A} έγραψε:`, `вт, 3 бер. 2026 р. о 10:02 ${A} пише:`,
  `Vào Th 3, 3 thg 3, 2026 vào lúc 10:02 ${A} đã viết:`, `2026년 3월 3일 (화) 오전 10:02, ${A}님이 작성:`,
  `Den tirs. 3. mar. 2026 kl. 10.02 skrev ${A}:`, `ti 3. maalisk. 2026 klo 10.02 ${A} kirjoitti:`, `út 3. 3. 2026 v 10:02 odesílatel ${A} napsal:`,
]; // prettier-ignore

/** The heads of Outlook's quotes in the languages that fold no other way. */
const HEADS: readonly (readonly [from: string, sent: string, to: string, subject: string])[] = [
  ["От", "Отправлено", "Кому", "Тема"], ["差出人", "送信日時", "宛先", "件名"], ["מאת", "נשלח", "אל", "נושא"],
  ["من", "تاريخ الإرسال", "إلى", "الموضوع"], ["От", "Изпратено", "До", "Относно"], ["Od", "Odoslané", "Komu", "Predmet"],
  ["Šalje", "Poslano", "Prima", "Predmet"], ["Od", "Poslano", "Za", "Zadeva"], ["Saatja", "Saadetud", "Adressaat", "Teema"],
  ["Nuo", "Išsiųsta", "Kam", "Tema"], ["จาก", "ส่ง", "ถึง", "เรื่อง"], ["De", "Enviat", "Per a", "Assumpte"],
]; // prettier-ignore

const kinds = (text: string): string[] => foldText(text).map(({ kind }) => kind);

describe("a line that says who wrote what follows", () => {
  it.each(ATTRIBUTIONS)("%s", (line) => {
    expect(foldText(`Yes\n\n${line}\n> Tuesday?\n> Ann`).map(({ text }) => text.split("\n")[0])).toEqual([
      "Yes",
      line,
    ]);
    if (line.includes("@")) expect(kinds(`Yes\n\n${line}\n\nTuesday?`)).toEqual(["own", "quote"]);
    const broken = line.replace(/ (?=<)/u, "\n");
    expect(foldText(`Call me at 10:02\n${broken}\n> Tuesday?`)[0]?.text).toBe("Call me at 10:02");
  });

  it.each(HEADS)("%s, %s, %s, %s", (from, sent, to, subject) => {
    const head = `${from}: ${A}\n${sent}: 3 2026 10:02\n${to}: Bo\n${subject}: x`;
    expect(kinds(`Yes\n\n${head}\n\nTuesday?`)).toEqual(["own", "quote"]);
  });
});

describe("a person's own words stay in sight", () => {
  it.each([
    "On page 3 the lawyer wrote:\n\nAll is well.",
    "On 3 March the lawyer wrote in her letter:\n\nAll is well.",
    "The meeting is on 3 March 2026 at 10:02:\n\nBe there.",
    "One\n\n________________________________\n\nTwo\n\n________________________________\n\nThree",
    "One\n________________________________\nFrom here on it is easy: go on.\nTwo",
    "New message\n\nFrom: Zed <zed@lead.example>\nDate: 3 March 2026\nSubject: Seats\n\nWe want 500 seats.",
    "Look\n\n| Plan | Price |\n| Pro | 5 EUR |",
    "Prices\n\n> 500 seats: 5 EUR\n> 1000 seats: 4 EUR",
    "Limits\n\n> $500 a month\n>= 20 people",
    "One\n\n—\n\nTwo is a longer sentence that says what there is to say about all of it.\n\n—\n\nA sentence that is long enough to be no name and no title of anybody.",
    "Sent from my desk the other day, the parcel should be with you now.",
    "Hi\n\nSent from my phone yesterday, the file is the old one.",
    "Hi\n\nGesendet von Frau Meier am letzten Dienstag",
    "Hi\n\nEnviado desde la oficina de Madrid por Ann",
    "FYI\n\n---------- Forwarded message ---------\nFrom: Ann <ann@acme.example>\nDate: Tue\nSubject: x\nTo: Bo\n\nimportant\n\nOn 3 Mar 2026, at 10:02, Bo wrote:\n> more",
  ])("%s", (text) => expect(foldText(text)).toEqual([{ kind: "own", text }]));

  it.each([
    "---------- Weitergeleitete Nachricht ---------", "-------- Weitergeleitete Nachricht --------", "Anfang der weitergeleiteten Nachricht:",
    "---------- Doorgestuurd bericht ---------", "Begin doorgestuurd bericht:", "Début du message réexpédié :", "Inicio del mensaje reenviado:",
    "Inizio messaggio inoltrato:", "Início da mensagem encaminhada:", "Vidarebefordrat brev:", "Videresendt melding:", "---- Välitetty viesti ----",
    "Początek przekazywanej wiadomości:", "---------- Přeposlaná zpráva ---------", "-------- Továbbított üzenet --------",
    "---------- Yönlendirilen ileti ---------", "Начало переадресованного сообщения:", "---------- Переслане повідомлення ---------",
    "---------- Προωθημένο μήνυμα ---------", "---------- הודעה שהועברה ---------", "---------- رسالة مُعاد توجيهها ---------",
    "転送されたメッセージ:", "---------- 转发的邮件 ---------", "---------- 전달된 메일 ---------", "---------- Missatge reenviat ---------",
  ])("below %s", (mark) => {
    const text = `FYI\n\n${mark}\nFrom: ${A}\nDate: 3 March 2026 10:02\nTo: Bo\nSubject: x\n\nRead me`;
    expect(foldText(text)).toEqual([{ kind: "own", text }]);
  }); // prettier-ignore

  it("of a forward that only its subject names, and not of a reply", () => {
    const text = `FYI\n\nFrom: ${A}\nSent: 3 March 2026 10:02\nTo: Bo\nSubject: x\n\nRead me`;
    expect(foldText(text, { isForwarded: true })).toEqual([{ kind: "own", text }]);
    expect(kinds(text)).toEqual(["own", "quote"]);
  });

  it("below a phone's signature", () => {
    expect(foldText("Yes\n\nSent from my iPhone\n\nThe price is 5 EUR.\nBo").at(-1)).toEqual({
      kind: "own",
      text: "The price is 5 EUR.\nBo",
    });
  });
});

describe("a phone signs", () => {
  it.each([
    "Sent from my iPhone", "Sent from my iPhone, please excuse typos.", "Sent from my Verizon, Samsung Galaxy smartphone", "Get Outlook for iOS",
    "Von meinem iPhone gesendet", "Gesendet mit der GMX Mail App", "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
    "Envoyé depuis l’application Mail", "Enviado do meu iPhone", "Inviato da iPhone", "Verzonden vanaf mijn iPhone", "Lähetetty iPhonesta",
    "Wysłane z iPhone'a", "Odesláno z iPhonu", "Отправлено с iPhone", "发自我的iPhone", "iPhoneから送信", "Sent from Yahoo Mail for iPhone",
    "Sent from my T-Mobile 4G LTE Device", "Sent from my iPad mini, sorry for brevity", "Télécharger Outlook pour iOS",
  ])("%s", (line) => expect(kinds(`Yes\n\n${line}`)).toEqual(["own", "signature"])); // prettier-ignore
});

it("folds every long quote, and a signature below the last", () => {
  const long = Array.from({ length: 12 }, (_, i) => `> line ${i} of it`).join("\n");
  expect(kinds(`Hi\n${long}\nOne\n${long}\nTwo\n${long}\n\n-- \nBo`)).toEqual([
    "own", "quote", "own", "quote", "own", "quote", "signature",
  ]); // prettier-ignore
});
