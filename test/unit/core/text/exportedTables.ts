/** A table as a program exports it, and what it is; the people are invented. */
export interface ExportedTable {
  readonly name: string;
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "windows-1252";
  /** The header's cells; undefined where there is none. */
  readonly header: readonly string[] | undefined;
  readonly column: number;
  readonly addresses: readonly string[];
  /** The text with three more cells in each row, `n1,n2,n3` in the header and `~` in each row with an address. */
  readonly rewritten: string;
}

/** Puts the header's and a row's new cells where `<H>`, `<R>` and, for a row without an address, `<N>` stand, and takes them out for the file as it was. */
function table(
  name: string,
  header: readonly string[] | undefined,
  column: number,
  marked: string,
  addresses: readonly string[],
  {
    delimiter = ",",
    quote = "",
    encoding = "utf-8",
  }: Partial<Pick<ExportedTable, "encoding">> & { delimiter?: string; quote?: string } = {},
): ExportedTable {
  const cells = (texts: readonly string[]): string =>
    texts.map((text) => delimiter + quote + text + quote).join("");
  return {
    name,
    text: marked.replaceAll(/<[HRN]>/g, ""),
    encoding,
    header,
    column,
    addresses,
    rewritten: marked
      .replaceAll("<H>", cells(["n1", "n2", "n3"]))
      .replaceAll("<R>", cells(["~", "", ""]))
      .replaceAll("<N>", cells(["", "", ""])),
  };
}

const ANN = "ann@acme.example";
const BO = "bo.li@acme.example";
const BOTH = [ANN, BO];
const NETWORK = ["First Name", "Last Name", "URL", "Email Address", "Company"];

export const EXPORTED_TABLES: readonly ExportedTable[] = [
  table(
    "a network with notes above",
    NETWORK,
    3,
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see those of people who let you, in their settings, ""see or download"" them."\n\n' +
      `First Name,Last Name,URL,Email Address,Company<H>\nAnn,Lee,https://net.example/ann,${ANN},"Acme, Inc."<R>\nBo,Li,https://net.example/bo,${BO},Acme<R>\n`,
    BOTH,
  ),
  table(
    "a title line",
    ["Name", "Email"],
    1,
    `My contacts\nName,Email<H>\nAnn,${ANN}<R>\nBo,${BO}<R>\n`,
    BOTH,
  ),
  table(
    "a title that a spreadsheet has filled up",
    ["Name", "Email", "Phone"],
    1,
    `Contacts 2026,,\n,,\nName,Email,Phone<H>\nAnn,${ANN},1<R>\nBo,${BO},2<R>\n`,
    BOTH,
  ),
  table(
    "key-value lines",
    ["Name", "Email", "Phone"],
    1,
    `Report,Contacts\nOwner,boss@corp.example\nDate,2026-01-31\n\nName,Email,Phone<H>\nAnn,${ANN},1<R>\nBo,${BO},2<R>\n`,
    BOTH,
  ),
  table(
    "two header lines",
    ["First", "Last", "E-mail", "Phone"],
    2,
    `Person,,Contact,\nFirst,Last,E-mail,Phone<H>\nAnn,Lee,${ANN},1<R>\nBo,Li,${BO},2<R>\n`,
    BOTH,
  ),
  table(
    "two full header lines",
    ["First", "Last", "E-mail", "Phone"],
    2,
    `Person,Person,Reach,Reach\nFirst,Last,E-mail,Phone<H>\nAnn,Lee,${ANN},1<R>\nBo,Li,${BO},2<R>\n`,
    BOTH,
  ),
  table(
    "a title above a header that names no e-mail",
    ["Name", "Contact", "Source"],
    1,
    `Fair in Bonn\nName,Contact,Source<H>\nAnn,${ANN},web<R>\nBo,${BO},booth<R>\n`,
    BOTH,
  ),
  table(
    "a first row without an address",
    ["Name", "Contact", "Source"],
    1,
    `Name,Contact,Source<H>\nCy,,email<N>\nAnn,${ANN},web<R>\nBo,${BO},booth<R>\n`,
    BOTH,
  ),
  table("a title above rows alone", undefined, 0, `My contacts\n${ANN},Ann,1<R>\n${BO},Bo,2<R>\n`, BOTH),
  table(
    "Excel with sep=",
    ["Name", "E-Mail"],
    1,
    `sep=;\r\nName;E-Mail<H>\r\nAnn;${ANN}<R>\r\n"Li, Bo";${BO}<R>\r\n`,
    BOTH,
    { delimiter: ";" },
  ),
  table("a quoted sep=", ["a", "Email"], 1, `"sep=|"\na|Email<H>\n1,2|${ANN}<R>\n3,4|${BO}<R>\n`, BOTH, {
    delimiter: "|",
  }),
  table(
    "sep= of a sign of its own",
    ["a", "Email"],
    1,
    `sep=^\na^Email<H>\n1^${ANN}<R>\n3^${BO}<R>\n`,
    BOTH,
    { delimiter: "^" },
  ),
  table("sep= above a single column", ["Email"], 0, `sep=;\nEmail<H>\n${ANN}<R>\n${BO}<R>\n`, BOTH, {
    delimiter: ";",
  }),
  table("sep= above rows alone", undefined, 1, `SEP=,\nAnn,${ANN}<R>\nBo,${BO}<R>\n`, BOTH),
  table(
    "sep= and a title",
    ["Name", "Email"],
    1,
    `sep=;\nContacts\nName;Email<H>\nAnn;${ANN}<R>\nBo;${BO}<R>\n`,
    BOTH,
    { delimiter: ";" },
  ),
  table(
    "Excel's Unicode text",
    ["Name", "E-Mail"],
    1,
    `\uFEFFName\tE-Mail<H>\r\nJürgen\t${ANN}<R>\r\nBo\t${BO}<R>\r\n`,
    BOTH,
    { delimiter: "\t", encoding: "utf-16le" },
  ),
  table(
    "Google Contacts",
    ["First Name", "Last Name", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Value"],
    4,
    `First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value<H>\nAnn,Lee,* myContacts,* Work,${ANN},+49 30 1<R>\nBo,Li,* myContacts,Home,${BO},<R>\n`,
    BOTH,
  ),
  table(
    "Outlook",
    ["Title", "First Name", "E-mail Address", "E-mail Type", "Notes"],
    2,
    `Title,First Name,E-mail Address,E-mail Type,Notes<H>\r\n,Ann,${ANN},SMTP,"two\r\nlines"<R>\r\nMr.,Bo,${BO},SMTP,<R>\r\n`,
    BOTH,
  ),
  table(
    "a CRM that quotes all, with lines in cells",
    ["Contact ID", "Name", "Email", "Notes"],
    2,
    `"Contact ID","Name","Email","Notes"<H>\n"1","Ann","${ANN}","met in\nBonn"<R>\n"2","Bo","${BO}","two\nmore\nlines"<R>\n`,
    BOTH,
    { quote: '"' },
  ),
  table(
    "a CRM report with its totals",
    ["Name", "Email", "Amount"],
    1,
    `"Name","Email","Amount"<H>\n"Ann","${ANN}","5"<R>\n"Bo","${BO}","6"<R>\n"Grand Total","","11"\n`,
    BOTH,
    { quote: '"' },
  ),
  table(
    "totals below the addresses",
    ["Email", "Sum"],
    0,
    `Email,Sum<H>\n${ANN},1<R>\n${BO},2<R>\nTotal: 2,3\n`,
    BOTH,
  ),
  table("a count below", ["email"], 0, `email<H>\n${ANN}<R>\n${BO}<R>\n(2 rows)\n`, BOTH),
  table(
    "DOS's end of file",
    ["name", "email"],
    1,
    `name,email<H>\r\nAnn,${ANN}<R>\r\nBo,${BO}<R>\r\n\x1A`,
    BOTH,
  ),
  table(
    "DOS's end of file in the last row",
    ["name", "email"],
    1,
    `name,email<H>\r\nAnn,${ANN}<R>\r\nBo,${BO}<R>\x1A`,
    BOTH,
  ),
  table("rows alone", undefined, 0, `${ANN},Ann<R>\n${BO},Bo<R>\n`, BOTH),
  table(
    "CR line ends with LF in cells",
    ["Name", "Email", "Note"],
    1,
    `Name,Email,Note<H>\rAnn,${ANN},"a\nb\nc\nd"<R>\rBo,${BO},"e\nf\ng"<R>\r`,
    BOTH,
  ),
  table(
    "semicolons and commas in numbers",
    ["Name", "E-Mail", "Umsatz"],
    1,
    `Name;E-Mail;Umsatz<H>\nAnn;${ANN};1,50<R>\nBo;${BO};2,75<R>\n`,
    BOTH,
    { delimiter: ";" },
  ),
  table(
    "a spreadsheet's apostrophes",
    ["Name", "Email"],
    1,
    `Name,Email<H>\nAnn,'${ANN}<R>\nBo,‘${BO}<R>\nCy,'+cy@acme.example<R>\n`,
    [...BOTH, "+cy@acme.example"],
  ),
  table("Windows-1252", ["Name", "E-Mail"], 1, `Name;E-Mail<H>\nJürgen;${ANN}<R>\nBo;${BO}<R>\n`, BOTH, {
    delimiter: ";",
    encoding: "windows-1252",
  }),
];
