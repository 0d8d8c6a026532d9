// Reference links across the parts of an issue: each part is shown by itself, so it needs the definitions it uses.

import type { Links } from './markdownTokens.js';

const bracket = /\[([^[\]]{1,300})\]/g;
const referenceLink = /(!?\[([^[\]]{1,400})\])(?:\[([^[\]]{0,300})\])?(?![([:])/g;

function toTag(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Labels in brackets in the texts: every definition that a link may use. */
export function usedReferences(texts: readonly string[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const text of texts) for (const found of text.matchAll(bracket)) used.add(toTag(found[1] ?? ''));
  return used;
}

/** A definition of the document as it came. */
export interface Definition {
  readonly tag: string;
  readonly raw: string;
}

function firstLine({ raw }: Definition): string {
  return (raw.trim().split('\n', 1)[0] ?? '').trim();
}

/** The body with those definitions at its end that it uses and does not have itself. */
export function withDefinitions(body: string, definitions: ReadonlyMap<string, Definition>): string {
  if (definitions.size === 0) return body;
  const used = new Map<string, string>();
  const lines = new Set(body.split('\n').map((line) => line.trim()));
  for (const found of body.matchAll(bracket)) {
    const tag = toTag(found[1] ?? '');
    const definition = definitions.get(tag);
    if (definition && !used.has(tag) && !lines.has(firstLine(definition))) used.set(tag, definition.raw.trim());
  }
  return used.size === 0 ? body : `${body}\n\n${[...used.values()].join('\n')}`;
}

/** A short text with its reference links written out, so that it can be copied alone. */
export function withoutReferences(markdown: string, links: Links): string {
  return markdown.replace(referenceLink, (all, text: string, label: string, reference?: string) => {
    const link = links[toTag(reference || label)];
    return link ? `${text}(${/[\s()<>]/.test(link.href) ? `<${link.href}>` : link.href})` : all;
  });
}
