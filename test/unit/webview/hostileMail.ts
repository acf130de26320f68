/** The two addresses that no message may reach: one that counts requests, one that counts mere connections. */
export interface Targets {
  readonly http: string;
  readonly tls: string;
}

const SCRIPT = "parent.postMessage('script ran','*');top.postMessage('script ran','*')";

/** Ways in which a message may try to run, fetch, submit or navigate, by name. */
export function hostileMail({ http, tls }: Targets): Readonly<Record<string, string>> {
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
