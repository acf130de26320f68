/** A small workspace to try the extension in: files with addresses, as people have them. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  "leads.csv": [
    "first_name,last_name,email,company",
    "Ada,Okafor,ada.okafor@northwind.example,Northwind Freight",
    "Jonas,Lind,jonas@lind-partners.example,Lind & Partners",
    'Mireille,Dubois,m.dubois@atelier-sud.example,"Atelier Sud, SARL"',
    "Tom,,tom(at)broken.example,Broken Address Ltd",
    "Priya,Raman,priya.raman+events@helio.example,Helio Analytics",
    "Ada,Okafor,ADA.OKAFOR@northwind.example,Northwind Freight",
    "",
  ].join("\n"),
  "notes.md": [
    "# Trade fair, Tuesday",
    "",
    "- Talk to Sam Whitfield <sam@whitfield.example> about the pilot.",
    "- Lena moved to Corvid: lena.brandt@corvid.example, no longer lena@oldjob.example.",
    "- Invoice questions go to billing@whitfield.example.",
    "",
  ].join("\n"),
};
