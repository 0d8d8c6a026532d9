// Reads the YAML block at the top of an issue: the keys that mean something to the model, tolerant of everything else.
// It never fails: a block that is not YAML is read line by line, and what cannot be used is given back as text.

import { isAlias, isMap, isNode, isScalar, parseDocument } from 'yaml';
import { parseDate } from './dates.js';

/** What the front matter says. Absent when it says nothing usable. */
export interface FrontMatter {
  readonly title?: string;
  readonly excerpt?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly slug?: string;
  readonly url?: string;
  readonly category?: string;
  readonly tags: readonly string[];
  /** Lines of known keys whose value cannot be used, as they came. */
  readonly unusable: readonly string[];
}

export interface SplitText {
  readonly frontMatter: FrontMatter | undefined;
  readonly rest: string;
}

type Field = 'title' | 'excerpt' | 'published' | 'updated' | 'slug' | 'url' | 'category' | 'tags';

/** Known keys, lower case without separators. */
const fields = new Map<string, Field>([
  ['title', 'title'],
  ['excerpt', 'excerpt'],
  ['description', 'excerpt'],
  ['summary', 'excerpt'],
  ['subtitle', 'excerpt'],
  ['publishedat', 'published'],
  ['published', 'published'],
  ['publishdate', 'published'],
  ['date', 'published'],
  ['pubdate', 'published'],
  ['updatedat', 'updated'],
  ['updated', 'updated'],
  ['modified', 'updated'],
  ['lastmod', 'updated'],
  ['slug', 'slug'],
  ['url', 'url'],
  ['link', 'url'],
  ['canonical', 'url'],
  ['canonicalurl', 'url'],
  ['category', 'category'],
  ['categories', 'category'],
  ['hashtags', 'tags'],
  ['tags', 'tags'],
  ['topics', 'tags'],
  ['keywords', 'tags'],
  ['companies', 'tags'],
  ['models', 'tags'],
  ['people', 'tags'],
]);

const longest = 256 * 1024;
const mostLines = 5000;

function toField(key: string): Field | undefined {
  return key.length > 40 ? undefined : fields.get(key.toLowerCase().replace(/[\s_-]/g, ''));
}

/** Control characters, which a text has lost already, and YAML can still write as escapes; white space stays. */
// oxlint-disable-next-line no-control-regex -- these characters are what it is about
const control = /[\0-\x08\x0e-\x1f\x7f]/g;

/** The text of simple values, lists flattened two levels. Maps tell nothing we know. */
function toStrings(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') {
    const text = value.replace(control, '').trim();
    return text === '' ? [] : [text];
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return [String(value)];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [] : [value.toISOString()];
  return Array.isArray(value) && depth < 3 ? value.flatMap((item) => toStrings(item, depth + 1)) : [];
}

function splitTags(text: string, isHashtags: boolean): string[] {
  if (text.includes('#')) return /^#\S+(?:[\s,;]+#\S+)*$/.test(text) ? text.split(/[\s,;]+/) : text.split(/[#,;]/);
  if (/[,;]/.test(text)) return text.split(/[,;]/);
  return isHashtags ? text.split(/\s+/) : [text];
}

function toTags(values: readonly string[], isHashtags: boolean): string[] {
  return values
    .flatMap((value) => splitTags(value, isHashtags))
    .map((tag) => tag.replace(/^[\s#]+|[\s,;]+$/g, '').replace(/\s+/g, ' '))
    .filter((tag) => tag !== '');
}

/** Tags without repeats, compared without case; the first spelling stays. */
export function uniqueTags(tags: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => {
    const key = tag.toLowerCase();
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

type Draft = { -readonly [Key in keyof FrontMatter]: FrontMatter[Key] } & { tags: string[]; unusable: string[] };

function takeDate(draft: Draft, field: 'published' | 'updated', key: string, text: string): void {
  const date = parseDate(text);
  if (!date) draft.unusable.push(`${key}: ${text}`);
  else if (!draft[field] || (draft[field].length === 10 && date.startsWith(draft[field]))) draft[field] = date;
}

function take(draft: Draft, key: string, value: unknown): void {
  const field = toField(key);
  const values = field ? toStrings(value) : [];
  const [first] = values;
  if (!field || first === undefined) return;
  if (field === 'tags') for (const tag of toTags(values, /^hash/i.test(key) && !Array.isArray(value))) draft.tags.push(tag);
  else if (field === 'published' || field === 'updated') takeDate(draft, field, key, first);
  else if (field === 'category') {
    const names = toTags(values, false);
    for (const name of names.slice(draft.category ? 0 : 1)) draft.tags.push(name);
    if (names[0] !== undefined) draft.category ??= names[0];
  } else if (field === 'url') {
    if (/^https?:\/\//i.test(first) && URL.canParse(first)) draft.url ??= first;
    else draft.unusable.push(`${key}: ${first}`);
  } else if (field === 'excerpt') {
    const text = values.join('\n\n');
    if (!draft.excerpt) draft.excerpt = text;
    else if (!draft.excerpt.includes(text)) draft.excerpt = `${draft.excerpt}\n\n${text}`;
  } else draft[field] ??= values.join(' ').replace(/\s+/g, ' ');
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*)\1$/.exec(text);
  if (!quoted) return text.replace(/^["']/, '');
  return quoted[1] === '"' ? (quoted[2] ?? '').replace(/\\(["\\])/g, '$1') : (quoted[2] ?? '').replaceAll("''", "'");
}

/** Reads the known keys of a block that is not YAML; every other line but those of unknown keys is unusable. */
function salvage(lines: readonly string[]): Draft {
  const draft: Draft = { tags: [], unusable: [] };
  let list: string | undefined;
  let isIgnoring = false;
  for (const line of lines) {
    const pair = /^([A-Za-z][\w -]{0,40}):(?:\s+(.*))?$/.exec(line);
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (pair) {
      const [, key = '', raw = ''] = pair;
      const value = raw.trim();
      const before = draft.unusable.length;
      isIgnoring = !toField(key);
      list = value === '' ? key : undefined;
      const inline = /^\[(.*)\]$/.exec(value);
      take(draft, key, inline ? (inline[1] ?? '').split(',').map((part) => unquote(part.trim())) : unquote(value));
      if (draft.unusable.length > before) draft.unusable[before] = line;
    } else if (item && list) take(draft, list, unquote((item[1] ?? '').trim()));
    else if (line.trim() !== '' && !(isIgnoring && /^\s/.test(line))) draft.unusable.push(line);
  }
  return draft;
}

/** What YAML takes for a comment in `hashtags: #ai #agents`. */
function hashtagsOf(lines: readonly string[], key: string): string | undefined {
  const line = toField(key) === 'tags' ? lines.find((one) => one.startsWith(`${key}:`)) : undefined;
  return line && /:\s+(#[\p{L}\p{N}].*)$/u.exec(line)?.[1];
}

/** The known values of the block, or nothing when the block is not a YAML mapping. Aliases are not followed. */
function readYaml(block: string, lines: readonly string[]): Draft | undefined {
  const document = parseDocument(block, { uniqueKeys: false, stringKeys: false, logLevel: 'silent', merge: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const draft: Draft = { tags: [], unusable: [] };
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? toStrings(key.value)[0] : undefined;
    if (name === undefined || !toField(name) || !isNode(value)) continue;
    try {
      if (isAlias(value)) draft.unusable.push(`${name}: *${value.source}`);
      else take(draft, name, value.toJS(document, { maxAliasCount: 0 }) ?? hashtagsOf(lines, name));
    } catch (error) {
      // An alias in the value: it is left out of the model and shown as text.
      if (!(error instanceof ReferenceError)) throw error;
      draft.unusable.push(`${name}: ${block.slice(value.range?.[0], value.range?.[1]).trim()}`);
    }
  }
  return draft;
}

/** Indentation deeper than any real block: the YAML parser recurses with it. */
function isReadable(lines: readonly string[]): boolean {
  return lines.every((line) => !/^(?:[ \t]{64}|(?:[ \t]*[-?] ?){32})/.test(line) && (line.match(/[[{]/g)?.length ?? 0) < 64);
}

/** At least one line of the block is `key:`, so that two rules around a paragraph are not taken for front matter. */
function hasKey(lines: readonly string[]): boolean {
  return lines.some((line) => /^["']?[\p{L}_][\p{L}\p{N} _.-]{0,60}["']?\s*:(?:\s|$)/u.test(line));
}

/** Cuts the front matter off a text. Without one, `frontMatter` is undefined and `rest` is the text. */
export function splitFrontMatter(text: string): SplitText {
  const start = /^\s*---[ \t]*\n/.exec(text.slice(0, 2000));
  const none = { frontMatter: undefined, rest: text };
  if (!start) return none;
  const head = text.slice(start[0].length, start[0].length + longest);
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(head);
  if (!end) return none;
  const block = head.slice(0, end.index);
  const lines = block.split('\n');
  if (lines.length > mostLines || (!hasKey(lines) && block.trim() !== '')) return none;
  const draft = (isReadable(lines) ? readYaml(block, lines) : undefined) ?? salvage(lines);
  return {
    frontMatter: { ...draft, tags: uniqueTags(draft.tags) },
    rest: text.slice(start[0].length + end.index + end[0].length),
  };
}
