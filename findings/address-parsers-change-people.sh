#!/usr/bin/env bash
# postal-mime 4.0.0, mailparser 3.14.2, letterparser 0.1.8, email-addresses 5.0.0, address-rfc2822 2.2.4 on valid headers (RFC 5322, RFC 2047).
# 1. A local part that needs its quotes, "ann lee"@corp.example, comes out of postal-mime, email-addresses and address-rfc2822 as
#    ann lee@corp.example: no address any more, so what is written back or asked for is another one or none. mailparser and
#    letterparser keep the quotes.
# 2. letterparser decodes encoded words before it divides the list: =?utf-8?Q?Doe=2C_Jane?= <jane@corp.example> is one person, and
#    becomes two, one of them an "address" Doe.
# 3. A group, Team: a@corp.example, b@corp.example; comes out of letterparser as the addresses "Team: a@corp.example" and
#    "b@corp.example;".
# Output seen: see `expected` below. Exits with 1 when that changes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund postal-mime@4.0.0 mailparser@3.14.2 letterparser@0.1.8 email-addresses@5.0.0 address-rfc2822@2.2.4
cat >look.mjs <<'EOF'
import addressRfc2822 from "address-rfc2822";
import emailAddresses from "email-addresses";
import * as letterparser from "letterparser";
import mailparser from "mailparser";
import PostalMime from "postal-mime";

const mail = (to) => `From: x@corp.example\r\nTo: ${to}\r\nSubject: s\r\n\r\nb\r\n`;
const flat = (people) => people.flatMap(({ group, addresses, address }) => (group ?? addresses)?.map((one) => one.address) ?? [address]);
const parsers = {
  "postal-mime": async (to) => flat((await PostalMime.parse(mail(to))).to),
  mailparser: async (to) => flat((await mailparser.simpleParser(mail(to))).to.value),
  letterparser: (to) => flat([letterparser.extract(mail(to)).to].flat()),
  "email-addresses": (to) => flat(emailAddresses.parseAddressList(to)),
  "address-rfc2822": (to) => flat(addressRfc2822.parse(to)),
};
const headers = {
  quoted: '"ann lee"@corp.example',
  encoded: "=?utf-8?Q?Doe=2C_Jane?= <jane@corp.example>",
  group: "Team: a@corp.example, b@corp.example;",
};
const expected = {
  "postal-mime": { quoted: "ann lee@corp.example", encoded: "jane@corp.example", group: "a@corp.example|b@corp.example" },
  mailparser: { quoted: '"ann lee"@corp.example', encoded: "jane@corp.example", group: "a@corp.example|b@corp.example" },
  letterparser: {
    quoted: '"ann lee"@corp.example',
    encoded: "Doe|jane@corp.example",
    group: "Team: a@corp.example|b@corp.example;",
  },
  "email-addresses": { quoted: "ann lee@corp.example", encoded: "jane@corp.example", group: "a@corp.example|b@corp.example" },
  "address-rfc2822": { quoted: "ann lee@corp.example", encoded: "jane@corp.example", group: "a@corp.example|b@corp.example" },
};
let asExpected = true;
for (const [name, parse] of Object.entries(parsers))
  for (const [kind, header] of Object.entries(headers)) {
    const found = (await parse(header)).map(String).join("|");
    console.log(`${name}, ${kind}: ${found}`);
    asExpected &&= found === expected[name][kind];
  }
process.exit(asExpected ? 0 : 1);
EOF
node look.mjs
