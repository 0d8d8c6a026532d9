// Takes out of the reader page's markup what only works beside its script: buttons, the room for a note, marks for the script.
// What then holds nothing goes too. It is given sanitised markup and makes no other element than those and links to images.

import { Parser } from 'htmlparser2';
import { imageAddress } from './address.js';
import { voids } from './elements.js';
import { escapeHtml } from './escapeHtml.js';

/** An element of the source that is open. */
interface Frame {
  /** What it is written as; absent when it is left out with all that is in it. */
  readonly name?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Where its start tag stands among the parts. */
  readonly start: number;
  /** Something in it was left out. */
  hasLost: boolean;
}

/** The page's markup for a file without script. Folded texts are open, and images that were not loaded are links. */
export function withoutControls(markup: string): string {
  const parts: string[] = [];
  const frames: Frame[] = [];
  const isLeftOut = (): boolean => frames.length > 0 && frames.at(-1)?.name === undefined;
  const parser = new Parser({
    onopentag: (given, attributes) => {
      const parent = frames.at(-1);
      if (isLeftOut() || isControl(given, attributes)) {
        if (parent) parent.hasLost = true;
        frames.push({ attributes: {}, start: parts.length, hasLost: false });
        return;
      }
      const place = attributes['data-image'];
      const address = place === undefined || frames.some(({ name }) => name === 'a') ? undefined : imageAddress(place);
      const name = address === undefined ? given : 'a';
      const link = address === undefined ? {} : { href: address, rel: 'noreferrer' };
      const written = toWritten(name, { ...attributes, ...(place === undefined ? {} : { class: 'image' }), ...link });
      frames.push({ name, attributes: written, start: parts.length, hasLost: false });
      parts.push(startTag(name, written));
    },
    ontext: (text) => {
      if (!isLeftOut()) parts.push(escapeHtml(text));
    },
    onclosetag: () => {
      const frame = frames.pop();
      if (frame?.name === undefined) return;
      const { name, attributes, start, hasLost } = frame;
      if (hasLost && parts.length === start + 1) {
        parts.length = start;
        const parent = frames.at(-1);
        if (parent) parent.hasLost = true;
      } else if (!voids.has(name)) {
        // In print the address follows a link, unless its words say it already.
        if (name === 'a' && saysAddress(parts.slice(start + 1).join(''), attributes['href'])) {
          parts[start] = startTag(name, { ...attributes, class: [attributes['class'], 'bare'].filter(Boolean).join(' ') });
        }
        parts.push(`</${name}>`);
      }
    },
  });
  parser.end(markup);
  return parts.join('');
}

/** Classes of what only the script fills or shows. */
const leftOut: ReadonlySet<string> = new Set(['note', 'no-essentials']);

function isControl(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return name === 'button' || Object.hasOwn(attributes, 'hidden') || leftOut.has(attributes['class'] ?? '');
}

/** The attributes of an element in the file: none that only the script reads, and what is folded stands open. */
function toWritten(name: string, attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(attributes).filter(
    ([key]) => key === 'data-long' || key === 'data-lines' || !/^(?:data-|tabindex$)/.test(key),
  );
  return Object.fromEntries(name === 'details' ? [...kept, ['open', '']] : kept);
}

function startTag(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === '' && key !== 'lang' ? ` ${key}` : ` ${key}="${escapeHtml(value)}"`,
  );
  return `<${name}${written.join('')}>`;
}

/** Whether the words of a link (markup) are its address. */
function saysAddress(words: string, address = ''): boolean {
  return withoutScheme(words.replaceAll(/<[^>]*>/g, '').trim()) === withoutScheme(escapeHtml(address));
}

function withoutScheme(address: string): string {
  return address.replace(/^(?:https?:\/\/|mailto:)(?:www\.)?/i, '').replace(/\/$/, '');
}
