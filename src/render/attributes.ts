// Which attributes an element keeps, and in what form. Values that do not fit their rule are dropped, never mended.

import { imageAddress, linkAddress } from './address.js';

export type Attributes = Readonly<Record<string, string>>;

/** Classes of ours that an article may carry beside `language-…`; the page's style sheet knows them. */
export const classes: readonly string[] = ['as-is', 'footnote', 'footnote-mark', 'image', 'media', 'task'];

/** Elements that can be aligned in a table. */
const cells: ReadonlySet<string> = new Set(['th', 'td', 'col']);

/** A language name as fences have them: `c++`, `f#`, `objective-c`, `.net`. */
const languageClass = /^language-[\w+#.-]{1,40}$/;

/**
 * The attributes of `name` that stay, from what the article gave; relative addresses are seen from `base`. Gives attributes
 * without a prototype trick's reach.
 */
export function keptAttributes(name: string, given: Attributes, base?: string): Attributes {
  if (isEmpty(given)) {
    return none;
  }
  const kept: Record<string, string> = {};
  keep(kept, 'dir', choice(given['dir'], ['ltr', 'rtl', 'auto']));
  keep(kept, 'lang', matching(given['lang'] ?? given['xml:lang'], /^[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8}){0,4}$/));
  keep(kept, 'class', keptClasses(name, given['class']));
  if (name === 'a') {
    keep(kept, 'href', linkAddress(given['href'] ?? '', base));
    keep(kept, 'title', given['title']);
    keep(kept, 'rel', 'noreferrer');
  } else if (name === 'abbr' || name === 'dfn') {
    keep(kept, 'title', given['title']);
  } else if (name === 'ol') {
    keep(kept, 'start', whole(given['start']));
    keep(kept, 'type', choice(given['type'], ['1', 'a', 'A', 'i', 'I']));
    flag(kept, 'reversed', given);
  } else if (name === 'li') {
    keep(kept, 'value', whole(given['value']));
  } else if (name === 'details') {
    flag(kept, 'open', given);
  } else if (name === 'time') {
    keep(kept, 'datetime', matching(given['datetime'], /^[\dTZPWHMSD:.+ -]{1,40}$/));
  } else if (cells.has(name)) {
    keep(kept, 'align', choice(given['align'] ?? textAlign(given['style']), ['left', 'center', 'right']));
    keep(kept, 'colspan', span(given['colspan']));
    keep(kept, 'rowspan', span(given['rowspan']));
    keep(kept, 'scope', choice(given['scope'], ['row', 'col', 'rowgroup', 'colgroup']));
  } else if (name === 'span' && kept['class'] === 'image') {
    keep(kept, 'data-image', imageAddress(given['data-image'] ?? ''));
    keep(kept, 'title', given['title']);
  }
  return kept;
}

const none: Attributes = {};

/** Most elements have no attributes. */
function isEmpty(given: Attributes): boolean {
  for (const name in given) {
    if (Object.hasOwn(given, name)) {
      return false;
    }
  }
  return true;
}

/** Whether an image is one of the invisible ones that only count readers. */
export function isTrackerPixel(given: Attributes): boolean {
  const style = declarations(given['style']);
  const width = style.get('width') ?? given['width'];
  const height = style.get('height') ?? given['height'];
  return style.get('display') === 'none' || (isTiny(width) && isTiny(height));
}

function isTiny(length: string | undefined): boolean {
  return length !== undefined && /^[01](?:px)?$/.test(length.trim());
}

function textAlign(style: string | undefined): string | undefined {
  return declarations(style).get('text-align');
}

/** The declarations of a style attribute, for the few that we read; none of them is ever kept. */
function declarations(style = ''): ReadonlyMap<string, string> {
  return new Map(
    style
      .slice(0, 2_000)
      .toLowerCase()
      .split(';')
      .map((declaration) => {
        const colon = declaration.indexOf(':');
        return [declaration.slice(0, Math.max(colon, 0)).trim(), declaration.slice(colon + 1).trim()] as const;
      }),
  );
}

function keptClasses(name: string, given = ''): string | undefined {
  const kept = given
    .slice(0, 2_000)
    .split(/\s/)
    .filter((word) => (name === 'code' || name === 'pre' ? languageClass.test(word) || word === 'as-is' : classes.includes(word)));
  return kept.length > 0 ? [...new Set(kept)].join(' ') : undefined;
}

function choice(value: string | undefined, choices: readonly string[]): string | undefined {
  const trimmed = value?.trim();
  return choices.find((one) => one === trimmed) ?? choices.find((one) => one === trimmed?.toLowerCase());
}

function matching(value: string | undefined, rule: RegExp): string | undefined {
  return value !== undefined && rule.test(value) ? value : undefined;
}

function whole(value: string | undefined): string | undefined {
  return matching(value?.trim(), /^-?\d{1,9}$/);
}

function span(value: string | undefined): string | undefined {
  return matching(value?.trim(), /^[1-9]\d{0,2}$/);
}

function keep(kept: Record<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '') {
    kept[name] = value;
  }
}

function flag(kept: Record<string, string>, name: string, given: Attributes): void {
  if (Object.hasOwn(given, name)) {
    kept[name] = '';
  }
}
