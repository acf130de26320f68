import type { Random } from "./random.ts";

// Invented people and companies. Their domains end in .example or .test, which nobody can own.

const FIRST = words(
  "Amara Anton Aoife Beatriz Bela Camille Carlos Chidi Clara Dario Dilan Elif Emeka Erik Esther Farah Felix Freya Gabriel " +
    "Greta Hana Hugo Ines Ivan Jana Jonas Kaito Karin Lars Leila Lena Linus Lucia Maja Malik Marta Mateo Mei Milan Mira " +
    "Nadia Nils Noor Olga Omar Oscar Paula Petra Priya Rafael Rosa Ruben Sanna Selin Sofia Soren Tara Tomas Uma Viktor Yara Zoe",
);
const LAST = words(
  "Abara Adeyemi Almeida Andersen Aydin Bakker Barros Becker Bianchi Brandt Castro Chen Costa Dahl Danso Demir Dubois " +
    "Ekström Eriksen Farkas Ferrari Fischer Fontaine Garcia Greene Haddad Hansen Hayashi Holm Horvath Ibrahim Jansen " +
    "Kaya Keller Khan Kowalski Kruger Lambert Larsen Lehtinen Lopez Marino Mensah Meyer Moreau Moretti Nakamura Navarro " +
    "Nilsson Novak Okafor Olsen Ortega Park Patel Petrov Quinn Ramos Reyes Ricci Rossi Sato Schmid Silva Singh Sorensen " +
    "Suzuki Takeda Tanaka Torres Vargas Vega Virtanen Weber Winther Yilmaz Zhang Ziegler",
);
const COMPANY_FIRST = words(
  "Alder Amber Anchor Arbor Aspen Beacon Birch Blue Bright Cedar Cinder Clear Cobalt Copper Coral Crest Delta Driftwood " +
    "Elm Ember Fable Fern Field Flint Forge Gable Garnet Granite Harbor Hazel Heron Hollow Indigo Iron Ivory Juniper Kestrel " +
    "Lantern Larch Linden Lumen Maple Marble Meadow Mistral Moss North Ochre Onyx Opal Orchard Otter Pebble Pine Plover " +
    "Quarry Quill Raven Ridge River Rowan Saffron Sage Salt Slate Sparrow Sterling Summit Tallow Tern Thistle Timber Umber " +
    "Vale Velvet Violet Walnut Willow Wren Yarrow Zephyr",
);
const COMPANY_LAST = words(
  "Analytics Labs Logistics Studio Systems Works Health Robotics Foods Energy Partners Capital Media Cloud Freight Mobility " +
    "Supply Security Learning Dental Legal Interiors Outdoors Payments",
);
const TITLES = [
  "Head of Growth",
  "VP Sales",
  "Founder",
  "Co-founder & CEO",
  "Director of Marketing",
  "Revenue Operations Manager",
  "Head of Partnerships",
  "Chief Operating Officer",
  "Demand Generation Lead",
  "Sales Development Manager",
  "Customer Success Director",
  "IT Manager",
  "Procurement Lead",
  "Managing Director",
] as const;

function words(text: string): readonly string[] {
  return text.split(" ");
}

export interface Person {
  readonly first: string;
  readonly last: string;
}

export interface Company {
  readonly name: string;
  readonly domain: string;
}

export const somePerson = (random: Random): Person => ({
  first: random.pick(FIRST),
  last: random.pick(LAST),
});

export const someTitle = (random: Random): string => random.pick(TITLES);

/** Company number `index`: the names repeat after some two thousand. */
export function companyAt(index: number): Company {
  const first = COMPANY_FIRST[(index * 7) % COMPANY_FIRST.length] ?? "Alder";
  const last =
    COMPANY_LAST[(index * 5 + Math.floor(index / COMPANY_FIRST.length)) % COMPANY_LAST.length] ?? "Labs";
  const slug = `${first}${last}`.toLowerCase();
  return { name: `${first} ${last}`, domain: `${slug}.${index % 9 === 4 ? "test" : "example"}` };
}

/** The name as it stands in an address: lower case, without accents. */
export const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/[^a-z]/gi, "")
    .toLowerCase();
