import type { Block, Inline } from "./mailMarkdown.ts";

/** A message in the two forms that are sent. */
export interface PrintedMail {
  readonly html: string;
  readonly text: string;
}

/**
 * A message as HTML and as plain text. Only tags that are written here come out, everything else is escaped; line breaks
 * are `<br/>`, as Instantly wants them (POST /emails/reply, "body"; read 2026-08-21).
 */
export function printMail(blocks: readonly Block[]): PrintedMail {
  return { html: blocks.map(blockHtml).join("\n"), text: textLines(blocks).join("\n") };
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${inlineHtml(block.inside)}</p>`;
    case "heading":
      return `<h${block.level}>${inlineHtml(block.inside)}</h${block.level}>`;
    case "quote":
      return `<blockquote>${block.inside.map(blockHtml).join("\n")}</blockquote>`;
    case "list":
      return listHtml(block);
    case "code":
      return `<pre>${escape(block.text)}</pre>`;
    case "rule":
      return "<hr/>";
  }
}

function listHtml({ start, items }: Extract<Block, { kind: "list" }>): string {
  const inside = items.map((blocks) => `<li>${itemHtml(blocks)}</li>`).join("");
  if (start === undefined) return `<ul>${inside}</ul>`;
  return start === 1 ? `<ol>${inside}</ol>` : `<ol start="${start}">${inside}</ol>`;
}

/** A paragraph alone in its item needs no tag of its own, and so no space around it. */
function itemHtml(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === "paragraph" ? inlineHtml(block.inside) : blockHtml(block)))
    .join("<br/>");
}

function inlineHtml(inside: readonly Inline[]): string {
  return inside
    .map((node) => {
      switch (node.kind) {
        case "text":
          return escape(node.text);
        case "code":
          return `<code>${escape(node.text)}</code>`;
        case "break":
          return "<br/>";
        case "strong":
          return `<b>${inlineHtml(node.inside)}</b>`;
        case "emphasis":
          return `<i>${inlineHtml(node.inside)}</i>`;
        case "deleted":
          return `<s>${inlineHtml(node.inside)}</s>`;
        case "link":
          return `<a href="${attribute(node.href)}">${inlineHtml(node.inside)}</a>`;
        case "image":
          return `<img src="${attribute(node.src)}" alt="${attribute(node.alt)}"/>`;
      }
    })
    .join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function attribute(text: string): string {
  return escape(text).replaceAll('"', "&quot;");
}

function textLines(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, index) => [...(index === 0 ? [] : [""]), ...blockLines(block)]);
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return inlineText(block.inside).split("\n");
    case "quote":
      return textLines(block.inside).map((line) => (line === "" ? ">" : `> ${line}`));
    case "list":
      return block.items.flatMap((item, index) => {
        const marker = block.start === undefined ? "- " : `${block.start + index}. `;
        const lines = item.flatMap(blockLines);
        return lines.map((line, at) => (at === 0 ? marker : " ".repeat(marker.length)) + line);
      });
    case "code":
      return block.text.split("\n");
    case "rule":
      return ["---"];
  }
}

function inlineText(inside: readonly Inline[]): string {
  return inside
    .map((node) => {
      switch (node.kind) {
        case "text":
        case "code":
          return node.text;
        case "break":
          return "\n";
        case "image":
          return node.alt;
        case "link": {
          const label = inlineText(node.inside);
          return node.href === label || node.href === `mailto:${label}` ? label : `${label} (${node.href})`;
        }
        case "strong":
        case "emphasis":
        case "deleted":
          return inlineText(node.inside);
      }
    })
    .join("");
}
