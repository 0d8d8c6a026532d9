// Sources → an OPML 2.0 document that any reader imports, and that `readOpml` reads back as they were. Categories are
// nested outlines. Folders are left out: they are of this machine, and their paths are nobody else's business.

import type { SourceDefinition } from '../../protocol/sources.js';
import { withoutCredentials } from '../../protocol/sourceAddress.js';
import { deepestCategory, digestNamespace, privateAttributes } from './privateAttributes.js';

interface Group {
  readonly groups: Map<string, Group>;
  /** Outlines of its sources. */
  readonly outlines: string[];
}

/** `ownName`: what a source without a given name calls itself, if that is known. User and password in an address are left out. */
export function writeOpml(
  sources: readonly SourceDefinition[],
  title: string,
  ownName: (source: SourceDefinition) => string | undefined = () => undefined,
): string {
  const top: Group = { groups: new Map(), outlines: [] };
  for (const source of sources) {
    const levels = levelsOf(source.category);
    const outline = toOutline(source, levels !== undefined, ownName(source));
    if (outline === undefined) continue;
    let group = top;
    for (const level of levels ?? []) {
      const inner = group.groups.get(level) ?? { groups: new Map(), outlines: [] };
      group.groups.set(level, inner);
      group = inner;
    }
    group.outlines.push(outline);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<opml version="2.0" xmlns:digest="${digestNamespace}">`,
    '  <head>',
    `    <title>${escapeXml(title)}</title>`,
    '  </head>',
    '  <body>',
    ...groupLines(top, '    '),
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}

/** The names of nested outlines that stand for a category; undefined when they would be read back as another one. */
function levelsOf(category: string | undefined): readonly string[] | undefined {
  if (category === undefined) return [];
  const levels = category.split('/');
  const isPlain = levels.length <= deepestCategory && levels.every((level) => level !== '' && level === level.trim());
  return isPlain ? levels : undefined;
}

function toOutline(source: SourceDefinition, isNested: boolean, ownName: string | undefined): string | undefined {
  if ('folder' in source) return undefined;
  const isFeed = 'feed' in source;
  const address = withoutCredentials(isFeed ? source.feed : 'site' in source ? source.site : source.git);
  const name = source.name ?? ownName ?? address;
  return writeTag([
    ['type', isFeed ? 'rss' : 'link'],
    ['text', name],
    ['title', name],
    [isFeed ? 'xmlUrl' : 'url', address],
    ['htmlUrl', 'site' in source ? address : undefined],
    [privateAttributes.kind, isFeed ? undefined : 'git' in source ? 'git' : 'site'],
    [privateAttributes.name, source.name === undefined && ownName !== undefined ? 'own' : undefined],
    [privateAttributes.was, 'was' in source && source.was !== undefined ? withoutCredentials(source.was) : undefined],
    [privateAttributes.path, 'git' in source ? source.path : undefined],
    [privateAttributes.branch, 'git' in source ? source.branch : undefined],
    [privateAttributes.category, isNested ? undefined : source.category],
    [privateAttributes.paused, source.paused === true ? 'true' : undefined],
  ]);
}

function writeTag(attributes: readonly (readonly [name: string, value: string | undefined])[]): string {
  const written = attributes.flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeXml(value)}"`]));
  return `<outline${written.join('')}/>`;
}

/** No deeper than the deepest category. */
function groupLines({ groups, outlines }: Group, indent: string): readonly string[] {
  const inner = [...groups].flatMap(([name, group]) => [
    `${indent}<outline text="${escapeXml(name)}" title="${escapeXml(name)}">`,
    ...groupLines(group, `${indent}  `),
    `${indent}</outline>`,
  ]);
  return [...outlines.map((outline) => `${indent}${outline}`), ...inner];
}

/** For text and attributes. Line breaks would be read as spaces; characters that no XML has are left out. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these characters are what it is about
      .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '')
      .replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}
