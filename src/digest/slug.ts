// Names for anchors and ids, made from titles.

import { anchors } from './model.js';

/** Letters that Unicode does not take apart into a base letter and a mark. */
const folded: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' };

/** Compatibility forms and marks taken off; English has none. */
function withoutMarks(text: string): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}

/** Title → lower-case letters and digits of any script with hyphens between, marks taken off, at most `max` characters. */
export function toSlug(title: string, max = 80): string {
  const plain = withoutMarks(title.slice(0, 400))
    .toLowerCase()
    .replace(/[łđøßæœþðı]/g, (letter) => folded[letter] ?? letter)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  if (plain.length <= max) return plain;
  const cut = plain.lastIndexOf('-', max);
  return plain.slice(0, cut > max / 2 ? cut : max).replace(/[-\ud800-\udbff]+$/, '');
}

const reserved = new Set<string>(Object.values(anchors));

function isTaken(id: string): boolean {
  return reserved.has(id) || /^(?:takeaway|link)-\d+$/.test(id);
}

/** Gives out section ids: unique, never empty, never an anchor that the issue itself uses. One for each issue. */
export class SectionIds {
  readonly #used = new Set<string>();
  /** Highest number given to a slug, so that a thousand equal headings need no search. */
  readonly #numbers = new Map<string, number>();

  next(title: string): string {
    const slug = toSlug(title) || 'section';
    const base = isTaken(slug) ? `section-${slug}` : slug;
    let id = base;
    for (let number = (this.#numbers.get(base) ?? 1) + 1; this.#used.has(id); number++) {
      id = `${base}-${number}`;
      this.#numbers.set(base, number);
    }
    this.#used.add(id);
    return id;
  }
}
