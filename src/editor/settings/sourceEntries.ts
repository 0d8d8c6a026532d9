// The list of the setting `digest.sources` as data: entries in, entries out. Whoever calls this writes them, once.
// Entries that are not understood stay as they are.

import { toSourceDefinition, type SourceDefinition } from '../../protocol/sources.js';
import { withoutSecrets } from '../../protocol/sourceAddress.js';
import { sourceKey, sourceKeys } from './sourceKey.js';

/** The entry as a source without secrets; undefined when it is none. */
export function readEntry(entry: unknown): SourceDefinition | undefined {
  const source = toSourceDefinition(entry);
  return source && withoutSecrets(source);
}

/** The entries with those of `sources` that are not there yet, each once. */
export function addEntries(
  entries: readonly unknown[],
  sources: readonly SourceDefinition[],
): { readonly entries: readonly unknown[]; readonly added: readonly SourceDefinition[]; readonly known: readonly SourceDefinition[] } {
  const keys = new Set(entries.flatMap(keysOf));
  const added: SourceDefinition[] = [];
  const known: SourceDefinition[] = [];
  for (const source of sources) {
    const own = sourceKeys(source);
    (own.some((key) => keys.has(key)) ? known : added).push(withoutSecrets(source));
    for (const key of own) keys.add(key);
  }
  return { entries: [...entries, ...added], added, known };
}

/** The entries without these sources. */
export function removeEntries(entries: readonly unknown[], sources: readonly SourceDefinition[]): readonly unknown[] {
  const keys = new Set(sources.map(sourceKey));
  return entries.filter((entry) => !keysOf(entry).some((key) => keys.has(key)));
}

/** The entries with `to` in the place of `from`; a second entry that would mean the same as `to` is taken out. */
export function replaceEntry(entries: readonly unknown[], from: SourceDefinition, to: SourceDefinition): readonly unknown[] {
  const [before, after] = [sourceKey(from), sourceKey(to)];
  const place = entries.findIndex((entry) => keyOf(entry) === before);
  if (place < 0) return addEntries(entries, [to]).entries;
  return entries.flatMap((entry, index) => {
    if (index === place) return [withoutSecrets(to)];
    return [before, after].includes(keyOf(entry) ?? '') ? [] : [entry];
  });
}

/** The entries with the sources given back to where they were, as far as that place still exists. */
export function restoreEntries(
  entries: readonly unknown[],
  removed: readonly { readonly index: number; readonly entry: unknown }[],
): readonly unknown[] {
  const restored = [...entries];
  for (const { index, entry } of removed) {
    const key = keyOf(entry);
    if (key === undefined || !restored.some((known) => keyOf(known) === key)) restored.splice(index, 0, entry);
  }
  return restored;
}

/** Categories that sources stand in, sorted, each with the ones it is in. */
export function categoriesOf(sources: readonly SourceDefinition[]): readonly string[] {
  return [...new Set(sources.flatMap(({ category }) => (category === undefined ? [] : [categoryPath(category).join('/')])))]
    .filter((category) => category !== '')
    .sort((a, b) => a.localeCompare(b));
}

/** A category as the folders it names, outermost first. */
export function categoryPath(category: string): readonly string[] {
  return category
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The source with another name or category, or with none where it is empty. */
export function described(
  source: SourceDefinition,
  { name = source.name, category = source.category }: { readonly name?: string | undefined; readonly category?: string | undefined },
): SourceDefinition {
  const { name: _name, category: _category, ...rest } = source;
  return { ...rest, ...(name?.trim() ? { name: name.trim() } : {}), ...(category?.trim() ? { category: category.trim() } : {}) };
}

function keysOf(entry: unknown): readonly string[] {
  const source = toSourceDefinition(entry);
  return source ? sourceKeys(source) : [];
}

function keyOf(entry: unknown): string | undefined {
  const source = toSourceDefinition(entry);
  return source && sourceKey(source);
}
