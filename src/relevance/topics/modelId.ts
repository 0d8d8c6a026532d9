// Ids by which code calls models, as the names by which issues speak of them: `claude-sonnet-4-6`, `openai/gpt-5.5`, `qwen3:8b`,
// `gpt-4o-mini-2024-07-18`.

import { isVariant } from './version.js';

/** What a model id says. */
export interface ModelName {
  /** Lower case; the family first, then what may be part of its name or of the version (`sonnet`, `mini`). */
  readonly words: readonly string[];
  /** Numbers, with the letters that belong to them; absent when there is none. */
  readonly number?: string;
}

/**
 * Reads a model id: without the vendor before it, the size, build or date behind it.
 * @example toModelName('claude-3-5-sonnet-20241022') → { words: ['claude', 'sonnet'], number: '3.5' }
 */
export function toModelName(id: string): ModelName {
  const name = id
    .toLowerCase()
    .slice(id.lastIndexOf('/') + 1)
    .replace(/[:@].*$/, '')
    .replace(/-(?:20\d{6}|20\d\d-\d\d-\d\d|\d{4})(?=-|$)/, '')
    .replace(/(\d)-(\d{1,2})(?=-|$)/g, '$1.$2')
    .replace(/^([a-z]{2,})(?=\d)/, '$1-');
  const parts = name.split(/[-_ ]+/).filter((part) => part !== '');
  const number = parts.find((part) => /^[vrkm]?\d[\d.]*[a-z]?$/.test(part) && !/^\d[\d.]*[bkmt]$/.test(part));
  const words = parts.filter((part) => !/\d/.test(part) || part === parts[0]);
  return { words, ...(number === undefined || number === parts[0] ? {} : { number: number.replace(/^v/, '') }) };
}

/** The version that an id means: its number with the words behind it that belong to versions. */
export function versionOf({ number }: ModelName, rest: readonly string[]): string | undefined {
  return number === undefined ? undefined : [number, ...rest.filter((word) => isVariant(word) && word !== 'instruct')].join('-');
}
