/** What is wrong with lists that people have: each of these is met in the table once. */
const TO_CLEAN = [
  "Tom,Hale,tom(at)broken.example,Broken Address Ltd",
  "Ada,Okafor,ADA.OKAFOR@northwind.example,Northwind Freight",
  "Bob,Stein,bob.stein@gmial.com,Stein Prints",
  "Ines,Duarte,ines.duarte@hotmial.com,Duarte & Filhos",
  "Max,Weber,max.weber@yahooo.com,Weber Metall",
  "Cleo,Marsh,cleo.marsh@mailinator.com,Marsh Ventures",
  "Ruben,Vos,ruben@guerrillamail.com,Vos Logistics",
  ",,no-reply@helio.example,Helio Analytics",
  ",,info@corvid.example,Corvid Systems",
  ",,sales@whitfield.example,Whitfield Tools",
  "Priya,Raman,priya.raman+events@helio.example,Helio Analytics",
  "Dan,Moss,dan.moss@oldcorp.nosuchtop,Old Corp",
  "Lena,Brandt,,Corvid Systems",
  "Jo,Field,jo.field @lind-partners.example,Lind & Partners",
];

const FIRST = [
  "Ada",
  "Jonas",
  "Mireille",
  "Priya",
  "Sam",
  "Yuki",
  "Omar",
  "Greta",
  "Noah",
  "Lucia",
  "Emil",
  "Zoe",
];
const LAST = [
  "Okafor",
  "Lind",
  "Dubois",
  "Raman",
  "Whitfield",
  "Tanaka",
  "Haddad",
  "Holm",
  "Frost",
  "Romano",
];
const COMPANIES = [
  ["northwind.example", "Northwind Freight"],
  ["lind-partners.example", "Lind & Partners"],
  ["atelier-sud.example", '"Atelier Sud, SARL"'],
  ["helio.example", "Helio Analytics"],
  ["corvid.example", "Corvid Systems"],
  ["catchall.example", "Catch-All Trading"],
  ["dead.example", "Closed Down Ltd"],
] as const;

/** 120 people, each once, and among them what is to be cleaned. */
function leadRows(): readonly string[] {
  const people = FIRST.flatMap((first, i) =>
    LAST.map((last, j) => {
      const [domain, company] = COMPANIES[(i * LAST.length + j) % COMPANIES.length] ?? COMPANIES[0];
      return `${first},${last},${first}.${last}@${domain},${company}`.replace(/,[^,]+@/, (at) =>
        at.toLowerCase(),
      );
    }),
  );
  TO_CLEAN.forEach((row, i) => people.splice(3 + i * 8, 0, row));
  return people;
}

/** A small workspace to try the extension in: files with addresses, as people have them. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  "leads.csv": ["first_name,last_name,email,company", ...leadRows(), ""].join("\n"),
  "notes.md": [
    "# Trade fair, Tuesday",
    "",
    "- Talk to Sam Whitfield <sam@whitfield.example> about the pilot.",
    "- Lena moved to Corvid: lena.brandt@corvid.example, no longer lena@oldjob.example.",
    "- Invoice questions go to billing@whitfield.example.",
    "",
  ].join("\n"),
};
