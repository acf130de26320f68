import type { EmailRow } from "../records.ts";
import type { Workspace } from "../world.ts";
import { without } from "../without.ts";
import type { Scene } from "./scene.ts";

/** The lead under whose address all hostile mail is found: `search=attacker@hostile.test`. */
const ATTACKER = "attacker@hostile.test";

/**
 * Mail that attacks its reader or is odd in shape, some days old. The ids are fixed, so that tests can name them:
 * `0198c0de-0bad-7000-8000-…` hostile, `0198c0de-00dd-7000-8000-…` odd.
 */
export function oddMails(scene: Scene, workspace: Workspace): EmailRow[] {
  const account = workspace.accounts.all()[0]?.email ?? "";
  const hostile = hostileBodies(`${scene.origin}/__sandbox/pixel/hostile`).map(([subject, html], i) => ({
    ...received(scene, account, `0198c0de-0bad-7000-8000-${number(i)}`, 50 + i * 5),
    subject,
    body: { html },
    content_preview: subject,
  }));
  return [...hostile, ...oddShapes(scene, account)];
}

const number = (i: number): string => String(i + 1).padStart(12, "0");

function received(scene: Scene, account: string, id: string, hoursAgo: number): EmailRow {
  const at = scene.ago({ hours: hoursAgo }).toISOString();
  return {
    id,
    timestamp_created: at,
    timestamp_email: at,
    message_id: `<${id}@hostile.test>`,
    subject: "",
    from_address_email: ATTACKER,
    to_address_email_list: account,
    body: {},
    organization_id: scene.info.id,
    lead: ATTACKER,
    eaccount: account,
    ue_type: 2,
    is_unread: 0,
    is_auto_reply: 0,
    is_focused: 1,
    thread_id: id,
  };
}

/** Each body does one thing that no reader may let happen; whatever would load leaves a trace in the sandbox's log. */
function hostileBodies(trap: string): readonly (readonly [subject: string, html: string])[] {
  return [
    [
      "Script in the body",
      `<p>Hello</p><script src="${trap}/script.js"></script><script>parent.postMessage("pwned","*")</script>`,
    ],
    [
      "A form that asks for a password",
      `<form action="${trap}/form" method="post">Session expired <input name="password" type="password"><button>Sign in</button></form>`,
    ],
    [
      "Frames and objects",
      `<iframe src="${trap}/frame.html"></iframe><iframe srcdoc="<script>top.location='${trap}/top'</script>"></iframe><object data="${trap}/object"></object><embed src="${trap}/embed">`,
    ],
    [
      "Handlers on elements",
      `<img src="x" onerror="new Image().src='${trap}/onerror.gif'"><svg onload="fetch('${trap}/onload')"><circle r="4"/></svg><body onpageshow="alert(1)">`,
    ],
    [
      "Refresh and base",
      `<meta http-equiv="refresh" content="0;url=${trap}/refresh"><base href="${trap}/base/"><a href="next">Next</a>`,
    ],
    [
      "Addresses in styles",
      `<style>@import url("${trap}/import.css");@font-face{font-family:f;src:url(${trap}/font.woff)}p{background:url('${trap}/background.gif');content:image-set("${trap}/set.png" 1x)}</style><p style="background-image:u\\72l(${trap}/escaped.gif);--x:url(${trap}/variable.gif)">Styled</p>`,
    ],
    [
      "Links that lie",
      `<p>Your invoice: <a href="https://xn--lumnoak-cya.example/login">https://lumenoak.example/billing</a></p><a href="javascript:alert(1)">Open</a> <a href="data:text/html,<script>alert(1)</script>">View</a> <a href="command:workbench.action.quit">Quit</a>`,
    ],
    [
      "Hidden pixels",
      `<img src="${trap}/pixel.gif" width="1" height="1"><div style="background:url(${trap}/div.gif)"></div><video poster="${trap}/poster.gif"></video><img srcset="${trap}/srcset.gif 2x"><table background="${trap}/table.gif"><tr><td>Thanks</td></tr></table><input type="image" src="${trap}/input.gif"><link rel="stylesheet" href="${trap}/link.css"><link rel="dns-prefetch" href="//prefetch.hostile.test">`,
    ],
    [
      "Over everything",
      `<div style="position:fixed;inset:0;z-index:99999;background:#fff">Your session has expired. <a href="${trap}/overlay">Sign in again</a></div>`,
    ],
    [
      "Broken markup",
      `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table><noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
    ],
  ];
}

function oddShapes(scene: Scene, account: string): EmailRow[] {
  const odd = (i: number, changes: Partial<EmailRow>): EmailRow => ({
    ...received(scene, account, `0198c0de-00dd-7000-8000-${number(i)}`, 120 + i * 7),
    from_address_email: "quiet@oddities.test",
    lead: "quiet@oddities.test",
    body: { text: "Nothing special here but the shape." },
    content_preview: "Nothing special here but the shape.",
    ...changes,
  });
  return [
    odd(0, { subject: "No body at all", body: {}, content_preview: "Only this preview is left." }),
    odd(1, { subject: "Empty texts", body: { text: "", html: "" }, content_preview: null }),
    odd(2, { subject: "", from_address_email: null, content_preview: "No sender and an empty subject." }),
    odd(3, { subject: "A type that nobody knows", ue_type: 7 }),
    odd(4, {
      subject: "Control\u0007 \u202Echaracters\u202C <b>and</b> [links](https://phish.example)",
      is_auto_reply: null,
      is_unread: null,
    }),
    without(odd(5, { content_preview: "This one has no subject at all." }), "subject") as EmailRow,
  ];
}
