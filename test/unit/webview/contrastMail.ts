const CLAIM = `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`;
const DARK_RULES = `<style>@media (prefers-color-scheme: dark) { body, .card { background: #1b1b1b !important; color: #eee !important } }</style>`;

/** Mail as it is sent, by what it does with colors: each says much and much of it twice. */
const BODIES: Readonly<Record<string, string>> = {
  "a dark ground and light ink by attributes": `<body bgcolor="#222222" text="#eeeeee"><p>Words</p><a href="https://a.example/">A link</a></body>`,
  "links' color by attribute": `<body bgcolor="#001a33" text="#ffffff" link="#ffcc00"><a href="https://a.example/">A link</a></body>`,
  "ink alone": `<p style="color:#111111">Dark ink</p><p style="color:#eeeeee">Light ink</p>`,
  "a dark document": `<html style="background:#222"><body style="color:#ddd"><p>Words</p></body></html>`,
  "a dark document by rule": `<style>html{background:#222} body{color:#eee}</style><p>Words <b>more</b></p>`,
  "a dark body by rule": `<style>body{background:#000} p{color:#ccc}</style><p>Words</p><div>Words without a color</div>`,
  "a dark cell without an ink": `<table><tr><td bgcolor="#102030">Words</td><td bgcolor="#fafafa">Words</td></tr></table>`,
  "a light card on a dark ground": `<body style="background:#111;color:#fff"><div class="card" style="background:#fff">White on white <span style="background:#000">and back</span></div></body>`,
  classes: `<style>.hero{background-color:#0a2540;color:#fff}.foot{color:#99a}.btn{background:#ffd500;color:#fff200}</style><div class="hero">Hero <a href="https://a.example/">a link</a></div><p class="foot">Small print</p><a class="btn" href="https://b.example/">Buy</a>`,
  "a picture behind that stays away": `<table background="https://img.example/night.png"><tr><td style="color:#fff">On the night</td></tr></table><div style="background-image:url(https://img.example/sky.png);color:#fefefe">On the sky</div>`,
  "white on white": `<div style="background:#fff"><p style="color:#ffffff">Hidden words</p><p style="color:#fdfdfd">Others</p></div>`,
  "see-through grounds": `<div style="background:#000"><div style="background:rgba(255,255,255,0.5)"><p style="color:#888">Gray on gray</p></div></div>`,
  "see-through ink": `<p style="color:rgba(0,0,0,0.2)">Faint</p><p style="color:transparent;background:#eee">Not there</p>`,
  "half-seen text": `<div style="background:#fff;color:#000"><p style="opacity:0.15">Faint</p><p style="opacity:50%"><b>Less</b></p></div>`,
  gradients: `<div style="background:linear-gradient(#000,#333);color:#222">On a night</div><div style="background:linear-gradient(90deg,#000,#fff);color:#777">From black to white</div>`,
  "words cut out of a gradient": `<h1 style="background:linear-gradient(90deg,#fff,#eee);-webkit-background-clip:text;-webkit-text-fill-color:transparent">Title</h1>`,
  "a fill": `<p style="color:#000;-webkit-text-fill-color:#fff;background:#fff">Filled</p>`,
  "other notations": `<p style="color:oklch(0.95 0.02 90);background:hsl(60 100% 97%)">Modern</p><p style="color:color(srgb 0.1 0.1 0.1);background:lab(10% 0 0)">More</p>`,
  "a form": `<form style="background:#1e1e1e"><label style="color:#333">Name</label> <button style="background:#eee;color:#ddd">Send</button><fieldset><legend style="color:#222">Choose</legend></fieldset></form>`,
  "fonts and marks": `<body bgcolor="black"><font color="navy">Navy</font> <mark>Marked</mark> <code>code</code> <h2>Head</h2><blockquote>Said</blockquote></body>`,
  "important everywhere": `<style>p{color:#111!important;background:#111!important}</style><p>By rule</p><p style="color:#eee!important;background:#fff!important">Inline</p>`,
  "tables of tables": `<table bgcolor="#000"><tr><td><table style="background:#fff"><tr><td><font color="#fff">In</font></td></tr></table><font color="#111">Out</font></td></tr></table>`,
  "parts of words": `<style>p::first-line{color:#fff}p::before{content:"drawn";color:#fff}</style><p style="background:#fff">First line</p>`,
  "no colors at all": `<p>Words</p><ul><li>One <a href="https://a.example/">link</a></li></ul><img alt="A picture" src="https://a.example/p.png" width="90" height="40">`,
  "inherited ink": `<style>.n{color:inherit;background:#fff}</style><body style="background:#123;color:#fff"><div class="n">a<div style="background:#000" class="m">b</div></div></body>`,
  "a picture that stays away on a dark ground": `<body bgcolor="#777777"><img alt="A picture" src="https://a.example/p.png" width="190" height="40"></body>`,
};

/** Each with and without a claim to be dark, of which every second also has rules for it. */
export const CONTRAST_MAIL: readonly (readonly [name: string, html: string])[] = Object.entries(
  BODIES,
).flatMap(([name, html], index) => [
  [name, html],
  [`${name}, said to be dark`, `${CLAIM}${index % 2 === 0 ? "" : DARK_RULES}${html}`],
]);
