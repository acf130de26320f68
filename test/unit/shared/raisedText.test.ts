import { expect, test } from "vitest";
import { htmlLines } from "../../../src/core/mail/files/htmlLines.ts";
import { roughText } from "../../../src/core/mail/roughText.ts";

const CASES: readonly (readonly [html: string, text: string])[] = [
  ["10<sup>6</sup> people", "10⁶ people"],
  ["10<sup>-3</sup> and x<sup>(2+1)</sup>", "10⁻³ and x⁽²⁺¹⁾"],
  ["CO<sub>2</sub> and H<sub>2</sub>O", "CO₂ and H₂O"],
  ["$19<sup>99</sup> a month", "$19⁹⁹ a month"],
  ["$19<sup>.99</sup> a month", "$19.99 a month"],
  ["<sup>1</sup>/<sub>2</sub> cup", "¹/₂ cup"],
  ["our 5<sup>th</sup> year", "our 5th year"],
  ["Brand<sup>®</sup>", "Brand®"],
  ["best in test<sup>1</sup>", "best in test¹"],
  ["2024<sup>1, 2</sup>", "2024^1, 2"],
  ["a<sup><b>2</b></sup> + 3", "a² + 3"],
  ["note<sup>[1]</sup>", "note[1]"],
  ["x<sup>2</sup>3", "x²3"],
];

test.each(CASES)("a number above or below the line runs into no other: %s", (html, text) => {
  expect(roughText(`<p>${html}</p>`)).toBe(text);
  const { lines } = htmlLines(`<p>${html}</p>`, { picture: (words) => words, headingLevel: 2 });
  expect(lines.map((line) => line.text)).toEqual([text]);
});

test("words of two blocks never run together", () => {
  const text = roughText(
    "a<div>b</div>c<dl><dt>Price</dt><dd>5 EUR</dd></dl><section>d</section>e<ul><li>f<li>g</ul>h<center>i</center><p>j",
  );
  expect(text).toBe("a\nb\nc\nPrice\n5 EUR\nd\ne\n- f\n- g\nh\ni\n\nj");
});
