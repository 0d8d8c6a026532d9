// Code in the colours of its language: what the highlighter says about a text becomes spans with a few classes of ours, which the
// style sheet paints for each kind of theme. A bundle of its own (dist/codeColours.cjs): most issues show no code.

import type { RootContent } from 'hast';
import { common, createLowlight } from 'lowlight';
import { dockerfile, powershell } from './codeGrammars.js';
import { escapeHtml } from './escapeHtml.js';

const lowlight = createLowlight({ ...common, dockerfile, powershell });

// Names that authors use beside those that the grammars know. A file called `sh` is a script, not a session at a prompt.
lowlight.registerAlias({
  c: ['h'],
  dockerfile: ['docker'],
  powershell: ['ps1', 'pwsh'],
  ini: ['properties', 'cfg'],
  json: ['json5', 'jsonl'],
  markdown: ['mdx'],
  python: ['python3'],
  shell: ['terminal', 'shell-session'],
  sql: ['sqlite', 'postgresql'],
});

/** What a highlighter's class is painted as; what is not named keeps the colour of the text. */
const kinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    added: ['addition'],
    comment: ['comment', 'quote'],
    emphasis: ['emphasis'],
    keyword: ['keyword', 'selector-tag', 'name', 'template-tag', 'doctag'],
    meta: ['meta', 'formula'],
    name: ['title', 'section'],
    number: ['number', 'literal', 'symbol', 'bullet'],
    plain: ['subst'],
    property: ['attr', 'attribute', 'property', 'variable', 'template-variable', 'selector-attr', 'selector-class', 'selector-id'],
    removed: ['deletion'],
    string: ['string', 'regexp', 'char', 'link', 'code'],
    strong: ['strong'],
    type: ['type', 'built_in', 'selector-pseudo'],
  }).flatMap(([kind, names]) => names.map((name) => [`hljs-${name}`, kind] as const)),
);

/** Markup of a code in colours: escaped text and spans with a class `code-…`. Undefined for a language that is not known. */
export function colourCode(code: string, language: string): string | undefined {
  const name = language === 'shell' || language === 'sh' ? 'bash' : language === 'console' ? 'shell' : language;
  if (!lowlight.registered(name)) return undefined;
  try {
    return lowlight.highlight(name, code).children.map(toMarkup).join('');
  } catch {
    // A grammar that trips over a text has to cost its colours only.
    return undefined;
  }
}

function toMarkup(node: RootContent): string {
  if (node.type === 'text') return escapeHtml(node.value);
  if (node.type !== 'element') return '';
  const content = node.children.map(toMarkup).join('');
  const kind = kindOf(node.properties['className']);
  return kind === undefined ? content : `<span class="code-${kind}">${content}</span>`;
}

function kindOf(names: unknown): string | undefined {
  if (!Array.isArray(names)) return undefined;
  const [name, part] = names.map(String);
  // The name of a class is a type to the eye, that of a function is not.
  return name === 'hljs-title' && part === 'class_' ? 'type' : kinds.get(name ?? '');
}
