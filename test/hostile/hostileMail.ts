/** The two addresses that no message may reach: one that counts requests, one that counts mere connections. */
export interface Targets {
  readonly http: string;
  readonly tls: string;
}

/** What every script of the corpus does, for whoever listens. */
export const SCRIPT_SAYS = "script ran";
const SCRIPT = "parent.postMessage('script ran','*');top.postMessage('script ran','*')";

/** A short form of the script, without quotes, for where the longer one cannot stand. */
const RUN = "parent.postMessage(`script\\u0020ran`,`*`)";

/** Ways in which a message may try to run, fetch, submit or navigate, by name. */
export function hostileMail(targets: Targets): Readonly<Record<string, string>> {
  return {
    ...markup(targets),
    ...fetches(targets),
    ...styles(targets),
    ...mutations(targets),
    ...shapes(targets),
  };
}

function markup({ http, tls }: Targets): Record<string, string> {
  return {
    "a script": `<script>${SCRIPT}</script><script src="${http}/script.js"></script><script type=module src="${tls}/m.js"></script>`,
    "event handlers": `<img src=x onerror="${SCRIPT}"><body onload="${SCRIPT}"><details open ontoggle="${SCRIPT}">x</details><input autofocus onfocus="${SCRIPT}">`,
    "a meta refresh": `<meta http-equiv="refresh" content="0;url=${http}/refresh"><p>x</p>`,
    "a looser policy": `<meta http-equiv="Content-Security-Policy" content="default-src *"><img src="${http}/loose.gif">`,
    "a base address": `<base href="${http}/"><img src="base.gif"><link rel=stylesheet href="base.css">`,
    "a form": `<form action="${http}/form" id=f><input name=a value=b autofocus><button>Go</button></form><input form=f formaction="${http}/formaction" type=submit>`,
    frames: `<iframe src="${http}/frame"></iframe><iframe src="${tls}/frame"></iframe><iframe srcdoc="<script>${SCRIPT}</script><img src='${http}/srcdoc.gif'>"></iframe><iframe src="javascript:${SCRIPT}"></iframe>`,
    plugins: `<object data="${http}/object"></object><embed src="${tls}/embed"><object data="data:text/html,<script>${SCRIPT}</script>"></object>`,
    images: `<img src="${http}/a.gif"><img srcset="${tls}/b.gif 2x"><picture><source srcset="${http}/c.webp"><img src="${http}/d.gif"></picture><input type=image src="${http}/e.gif">`,
    "old attributes": `<body background="${http}/body.gif"><table background="${tls}/table.gif"><tr><td background="${http}/td.gif">x</td></tr></table><img lowsrc="${http}/low.gif" dynsrc="${http}/dyn.gif">`,
    media: `<video autoplay poster="${http}/poster.png" src="${http}/v.mp4"></video><audio autoplay src="${tls}/a.mp3"></audio><video><track default src="${http}/t.vtt"><source src="${http}/s.mp4"></video>`,
    links: `<link rel=stylesheet href="${http}/style.css"><link rel=preload as=image href="${tls}/p.png"><link rel=prefetch href="${http}/f"><link rel=preconnect href="${tls}"><link rel=dns-prefetch href="${tls}"><link rel=icon href="${http}/i.ico">`,
    "style imports": `<style>@import url(${http}/i.css);@import "${tls}/j.css";@font-face{font-family:f;src:url(${http}/f.woff2)} p{font-family:f}</style><p>x</p>`,
    "style urls": `<style>p{background:url(${http}/a.png);list-style:url("${tls}/b.png") inside;border-image:url(${http}/c.png) 1;cursor:url(${http}/d.cur),auto;content:url(${http}/e.png)}p::before{content:url(${tls}/f.png)}</style><p style="background:url(${http}/g.png)">x</p>`,
    "style escapes": `<p style="background:u\\72l(${http}/a.png)">x</p><p style="background:/**/url(${http}/b.png">x</p><p style="background:\\75\\72\\6c(${tls}/c.png)">y</p>`,
    "style variables": `<style>:root{--a:url(${http}/a.png)}p{background:var(--a);mask-image:image-set(url(${tls}/b.png) 1x);background-image:-webkit-image-set(url(${http}/c.png) 1x)}</style><p>x</p>`,
    "a style that ends early": `<style>p{content:"</style><img src=${http}/early.gif onerror=${SCRIPT.slice(0, 36)}>"}</style><p title="</style><script>${SCRIPT}</script>">x</p>`,
    "conditional style rules": `<style>@media all{p{background:url(${http}/m.png)}}@supports (display:grid){p{background:url(${tls}/s.png)}}@layer x{p{background:url(${http}/l.png)}}p{&:hover,&{background:url(${http}/n.png)}}</style><p>x</p>`,
    svg: `<svg onload="${SCRIPT}"><script>${SCRIPT}</script><image href="${http}/i.png" xlink:href="${tls}/x.png"/><use href="${http}/u.svg#a"/><foreignObject><iframe src="${http}/fo"></iframe></foreignObject><animate attributeName=href values="javascript:${SCRIPT}" begin=0s /><filter><feImage href="${http}/fe.png"/></filter></svg>`,
    mathml: `<math href="javascript:${SCRIPT}"><mtext><style><img src=x onerror="${SCRIPT}"></style></mtext><maction actiontype=statusline xlink:href="${http}/m">x</maction></math>`,
    "markup that mutates": `<noscript><p title="</noscript><img src=x onerror=${SCRIPT.slice(0, 36)}>"></noscript><form><math><mtext></form><form><mglyph><style></math><img src="${http}/mx.gif" onerror="${SCRIPT}">`,
    templates: `<template shadowrootmode=open><script>${SCRIPT}</script><img src="${http}/shadow.gif"></template><div><template shadowrootmode=closed><style>@import url(${tls}/s.css)</style></template></div>`,
    "a link that is clicked": `<a href="${http}/clicked" ping="${http}/ping" id=click>x</a><a href="${http}/top" target=_top>y</a><a href="${http}/blank" target=_blank>z</a><a href="javascript:${SCRIPT}">j</a><map name=m><area shape=default href="${http}/area"></map><img usemap=#m width=20 height=20>`,
    "a data document": `<iframe src="data:text/html,<script>${SCRIPT}</script>"></iframe><a href="data:text/html,<script>${SCRIPT}</script>">x</a><img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${SCRIPT.replaceAll("'", "")}'><image href='${http}/in-svg.png'/></svg>">`,
    "broken markup": `<img src="${http}/1.gif"\u0000 onerror="${SCRIPT}"><img/src="${http}/2.gif"/onerror=alert(1)><<script>${SCRIPT}//<</script><scr\u0000ipt>${SCRIPT}</script><!--><img src=${http}/3.gif>--><![CDATA[<img src=${http}/4.gif>]]><!--[if mso]><img src="${http}/5.gif"><![endif]-->`,
    "an outer document": `</body></html><script>${SCRIPT}</script><html manifest="${http}/m.appcache"><head><title></title><img src="${http}/head.gif"></head>`,
    "closing our own frame": `"></iframe><script>${SCRIPT}</script><img src="${http}/out.gif">`,
    "a popup": `<a href="${http}/popup" target="_blank" rel="opener">x</a><script>window.open('${http}/open')</script>`,
    "speculation rules": `<script type="speculationrules">{"prerender":[{"urls":["${http}/prerender"]}]}</script><a href="${http}/spec">x</a>`,
  };
}

/** Everything that HTML has for asking for something. */
function fetches({ http, tls }: Targets): Record<string, string> {
  return {
    "hints to connect": `<link rel=dns-prefetch href="${tls}"><link rel=preconnect href="${tls}"><link rel="preconnect dns-prefetch" href="${tls}" crossorigin><link rel=modulepreload href="${tls}/m.js"><link rel=prerender href="${http}/p"><link rel=next href="${http}/n"><meta http-equiv="x-dns-prefetch-control" content="on"><a href="${tls}/hint">x</a>`,
    "links of many kinds": [
      "alternate stylesheet",
      "manifest",
      "pingback",
      "search",
      "apple-touch-icon",
      "mask-icon",
      "compression-dictionary",
      "import",
      "expect",
      "preload",
    ]
      .map((rel) => `<link rel="${rel}" as=style href="${http}/rel">`)
      .join(""),
    "link headers": `<meta http-equiv="Link" content="<${http}/header.css>; rel=stylesheet"><meta http-equiv="Set-Cookie" content="a=b"><meta http-equiv="refresh" content="1; URL='${http}/later'"><meta http-equiv=refresh content="0;${tls}/now">`,
    "frames of many kinds": `<frameset><frame src="${http}/frame"></frameset><fencedframe src="${tls}/fenced"></fencedframe><portal src="${http}/portal"></portal><iframe src="${tls}/lazy" loading=eager></iframe><iframe src="about:blank" name="${http}"></iframe><applet code="${http}/a.class" archive="${http}/a.jar"></applet><object type=text/html data="${tls}/o"><param name=src value="${http}/param"></object>`,
    "lazy and wide images": `<img loading=eager sizes=100vw srcset="${http}/s-1.gif 1x, ${http}/s-2.gif 2000w" src="${http}/s.gif" attributionsrc="${http}/attribution"><picture><source media="(min-width:0)" srcset="${tls}/p.webp 1w"><img fetchpriority=high decoding=sync></picture><image src="${http}/image.gif"></image><img src="//${new URL(http).host}/relative.gif"><img src="http:${http.slice(5)}/half.gif"><img src="\u0001 ${http}/control.gif"><img src=" ${http}/space.gif ">`,
    "sound and film": `<bgsound src="${http}/bg.mid"><video controls preload=auto><source src="${tls}/v.webm"><track kind=captions default src="${http}/c.vtt"></video><audio preload=auto src="${http}/a.ogg"></audio><embed type=application/pdf src="${http}/x.pdf">`,
    "forms of many kinds": `<form action="${http}/f" target=_blank><input type=image src="${http}/i.gif"><button formaction="${tls}/b" formtarget=_top>x</button><input type=submit formmethod=post formaction="${http}/s"></form><isindex action="${http}/isindex"><form id=g action="javascript:${RUN}"></form><button form=g>y</button><input type=url list=l autofocus><datalist id=l><option value="${http}"></datalist>`,
    "pings and reports": `<a href="${http}/p" ping="${http}/ping1 ${tls}/ping2" attributionsrc="${http}/as" download>x</a><area href="${http}/area" ping="${http}/ping3"><blockquote cite="${http}/cite">q</blockquote><q cite="${http}/q">q</q><ins cite="${http}/ins">i</ins><head profile="${http}/profile"></head><html xmlns:x="${http}/ns">`,
    "a policy that reports": `<meta http-equiv="Content-Security-Policy" content="img-src 'none'; report-uri ${http}/report"><meta http-equiv="Content-Security-Policy-Report-Only" content="default-src 'none'; report-uri ${http}/report-only"><img src="${http}/violates.gif">`,
    "early hints in comments": `<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><img src="${http}/mso.gif"><![endif]--><!--[if !mso]><!--><img src="${http}/not-mso.gif"><!--<![endif]--><v:rect><v:fill src="${http}/vml.gif"></v:fill></v:rect><xml:namespace src="${http}/xml"></xml:namespace>`,
  };
}

/** Everything that CSS has for asking for something, hiding it, or covering what it should not. */
function styles({ http, tls }: Targets): Record<string, string> {
  const rule = (declarations: string): string =>
    `<style>p,p::before{${declarations}}</style><p style="${declarations.replaceAll('"', "'")}">x</p>`;
  return {
    "image-set": rule(
      `background:image-set("${http}/a.png" 1x,"${tls}/b.png" 2x);content:-webkit-image-set(url(${http}/c.png) 1x)`,
    ),
    "cross-fade and element": rule(
      `background:-webkit-cross-fade(url(${http}/a.png),url(${tls}/b.png),50%),element(#x),image("${http}/c.png")`,
    ),
    "src and attr":
      rule(`background:src("${http}/a.png");content:attr(title url)`) + `<p title="${http}/attr.png">x</p>`,
    "variables in variables": `<style>:root{--a:ur;--b:url("${http}/a.png");--c:var(--b);--d:var(--e,url(${tls}/fallback.png))}@property --p{syntax:"<image>";inherits:true;initial-value:url(${http}/property.png)}p{background:var(--c),var(--d),var(--p)}</style><p style="--i:url(${http}/inline.png);background:var(--i)">x</p>`,
    "masks, shapes and filters": rule(
      `mask:url(${http}/m.svg#m);-webkit-mask-image:url(${tls}/w.png);clip-path:url(${http}/c.svg#c);filter:url(${http}/f.svg#f);backdrop-filter:url(${http}/b.svg#b);shape-outside:url(${http}/s.png);offset-path:url(${http}/o.svg#o)`,
    ),
    "borders, lists and cursors": rule(
      `border-image-source:url(${http}/b.png);list-style-image:url(${tls}/l.png);cursor:url(${http}/c.cur) 2 2,auto;-webkit-box-reflect:below 0 url(${http}/r.png)`,
    ),
    "old browsers' styles": rule(
      `behavior:url(${http}/b.htc);-moz-binding:url(${http}/x.xml#a);width:expression(${RUN});background-image:url(javascript:${RUN});-ms-filter:url(${http}/f)`,
    ),
    "imports of every spelling": `<style>@import"${http}/1.css";@import url( '${tls}/2.css' ) layer(x) supports(display:grid) screen;@\\69mport url(${http}/3.css);@import/**/url(${http}/4.css);@IMPORT "${http}/5.css"</style><style>@charset "utf-7";@import "${http}/6.css"</style><style><!-- @import "${http}/7.css"; --></style><p>x</p>`,
    "fonts that spell": `<style>@font-face{font-family:f;src:url(${http}/a.woff2) format("woff2"),local(x);unicode-range:U+0041}@font-face{font-family:g;src:url(${tls}/b.woff2)}@font-palette-values --x{font-family:f}p{font:20px f,g}</style><p>AxB</p>`,
    "urls in every coat":
      rule(
        `background:url(${http}/1.png),URL("${http}/2.png"),u\\72 l(${http}/3.png),url(\\68ttp${http.slice(4)}/4.png),url(/**/${http}/5.png)`,
      ) +
      `<p style="background:url(${http}/open.png">x</p><p style="background:url('${tls}/quote.png">x</p><p style="background:&#117;rl(${http}/entity.png)">x</p>`,
    "rules within rules": `<style>@layer a{p{background:url(${http}/1.png)}}@container (width>0){p{background:url(${http}/2.png)}}@scope (body){p{background:url(${tls}/3.png)}}@starting-style{p{background:url(${http}/4.png)}}p{& b,b &{background:url(${http}/5.png)}@media all{background:url(${http}/6.png)}}@page{background:url(${http}/7.png)}@keyframes k{from{background:url(${http}/8.png)}}p{animation:k 1s infinite}@counter-style c{system:cyclic;symbols:url(${http}/9.png)}@namespace url(${http}/10)</style><p>x<b>y</b></p>`,
    "selectors that tell": `<style>a[href^="${http}"]{background:url(${http}/has-link.png)}:visited{background:url(${http}/visited.png)}p:hover{background:url(${http}/hover.png)}::selection{background:url(${http}/selected.png)}::-webkit-scrollbar{background:url(${tls}/scroll.png)}@media (min-width:1px){html{background:url(${http}/width.png)}}</style><p><a href="${http}/x">x</a></p>`,
    "a page over the page": `<style>body::before{content:"Sign in again";position:fixed;inset:0;z-index:2147483647;background:#fff url(${http}/cover.png)}</style><div style="position:absolute;top:-2000px;left:0;width:9999px;height:9999px;background:#fff"><a href="${http}/cover">Sign in</a></div><div style="position:sticky;top:0;transform:scale(99)">x</div><dialog open style="inset:0">x</dialog><div popover id=pop>x</div><button popovertarget=pop>y</button>`,
  };
}

/** Markup that becomes another when it is read a second time. */
function mutations({ http }: Targets): Record<string, string> {
  const img = `<img src="${http}/mx.gif" onerror=${RUN}>`;
  return {
    "a style within mathml": `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;${img.replaceAll("<", "&lt;").replaceAll('"', "'")}">`,
    "a style within svg": `<svg></p><style><a id="</style>${img.replaceAll('"', "'")}">`,
    "an annotation that holds html": `<math><annotation-xml encoding="text/html"><style><img title="</style>${img.replaceAll('"', "'")}"></style></annotation-xml></math>`,
    "forms that swap": `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style>${img.replaceAll('"', "'")}">`,
    "deep nesting": `${"<div>".repeat(600)}<svg><style><a id="</style>${img.replaceAll('"', "'")}">`,
    "deep forms": `${"<form><div>".repeat(300)}<table><form><math><mtext></form><form><mglyph><style></math>${img}`,
    "text that ends its element": `<textarea></textarea>${img}</textarea><title></title>${img}</title><xmp></xmp>${img}</xmp><noembed></noembed>${img}</noembed><noframes></noframes>${img}</noframes><iframe></iframe>${img}</iframe><select><option></select>${img}</option></select>`,
    "plaintext at the end": `<p>x</p>${img}<plaintext>${img}`,
    "processing and declarations": `<?xml version="1.0"?><?import src="${http}/import"?><!DOCTYPE x [<!ENTITY e SYSTEM "${http}/entity">]><![CDATA[${img}]]><!ELEMENT x>&e;`,
    "names that clobber": `<form name=body><input name=innerHTML><input name=attributes><input name=parentNode></form><form id=documentElement></form><img name=createElement><a id=window href="${http}/w"></a><a id=layers name=html href="javascript:${RUN}">x</a><div id=panel><div class=mail-frame>x</div></div>`,
    "attributes that break out": `<p title='"><script>${RUN}</script>' class=""><img src=${http}/class.gif>" id="--><img src=${http}/id.gif>">x</p><img alt="&#96;><script>${RUN}</script>" src=x><a title="\u0000"><img src=${http}/nul.gif>" href=x>y</a>`,
    "custom elements": `<x-y onclick="${RUN}" src="${http}/x"></x-y><div is="x-y" onpointerenter="${RUN}">z</div><slot name="${http}"></slot><p contenteditable onbeforeinput="${RUN}" autofocus onfocusin="${RUN}">w</p><marquee onstart="${RUN}">m</marquee><body onhashchange="${RUN}" onscrollend="${RUN}">`,
  };
}

/** Bytes and sizes that nobody expects. */
function shapes({ http }: Targets): Record<string, string> {
  return {
    "NULs and controls": `<im\u0000g src="${http}/1.gif"><img sr\u0000c="${http}/2.gif"><img\u000bsrc="${http}/3.gif"><img\u000csrc="${http}/4.gif"><scr\u0000ipt>${RUN}</scr\u0000ipt>\uFFFE\uFFFF\u0000`,
    "directions and joiners": `<p>\u202Egpj.exe\u202C \u2066\u2067\u2068${"\u202E".repeat(500)}</p><a href="${http}/\u202Egpj">\u200Bpay\u200Dpal\u2060.com</a><bdo dir=rtl>drow</bdo>`,
    "another charset": `<meta charset="utf-7"><meta http-equiv="Content-Type" content="text/html; charset=x-unknown">+ADw-script+AD4-${RUN}+ADw-/script+AD4- \uD800 \uFFFD ï»¿ Ã¤`,
    "half a message": `<table><tr><td><a href="${http}/half"><b><i><img src="${http}/half.gif" alt="`,
    "a mark before everything": `\uFEFF\u0000<html><body background=${http}/bom.gif onload=${RUN}>`,
  };
}
