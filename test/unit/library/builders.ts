// Libraries for the tests of this room, and an issue that uses every field.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import type { LibraryDatabase } from '../../../src/library/database.js';
import { openLibrary } from '../../../src/library/open.js';
import { putSource } from '../../../src/library/sources.js';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'digest-library-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a library and closes it after the test. Fails when it is not ready. */
export function openReady(folder: string): LibraryDatabase {
  const opened = openLibrary(folder);
  if (opened.state !== 'ready') throw new Error(`${opened.state}: ${opened.detail}`);
  onTestFinished(() => opened.database.close());
  return opened.database;
}

/** An empty library with the sources that the tests use. */
export function newLibrary(folder: string = temporaryFolder()): LibraryDatabase {
  const database = openReady(folder);
  putSource(database, { id: 'imported', kind: 'imported', name: 'Imported' });
  putSource(database, { id: 'notes', kind: 'folder', name: 'Notes' });
  putSource(database, { id: 'feed', kind: 'feed', name: 'Loom weekly' });
  return database;
}

/** An issue that uses every field of the model, and characters that are easily lost. */
export const fullIssue: Issue = {
  id: '2026-04-30-zażółć-gęślą',
  kind: 'article',
  title: 'Zażółć gęślą jaźń — 織機 🧵 "quoted" \'n\' `code`',
  published: '2026-04-30T23:30:00+02:00',
  updated: '2026-05-01',
  category: 'AI & Agents',
  tags: ['ai', 'Looms', '__proto__'],
  tldr: 'Short.\n\nSecond paragraph with **bold**.',
  excerpt: 'What the front matter says.',
  intro: { format: 'html', text: '<p>Before the first heading.</p>' },
  sections: [
    {
      id: 'first',
      title: 'First',
      tldr: '',
      body: { format: 'markdown', text: 'Line one\r\nline two\tand a tab\n\n```sql\nDROP TABLE issues; --\n```\n' },
      takeaways: ['One', 'Two\n  - nested', ''],
      links: [
        { label: 'With address', url: 'https://example.com/a?b=c#d' },
        { label: 'Without address' },
        { label: 'Unwrapped', url: 'https://example.com/', original: 'https://track.example.net/?url=https%3A%2F%2Fexample.com%2F' },
      ],
    },
    { id: 'first-2', title: 'First', body: { format: 'html', text: '' }, takeaways: [], links: [] },
    {
      id: 'third',
      title: '',
      tldr: 'Only a summary',
      body: { format: 'markdown', text: '\u2028 line separator, nul-free \u0007' },
      takeaways: ['Three'],
      links: [],
    },
  ],
  takeaways: ['Of the whole', 'Of the whole'],
  links: [{ label: 'https://example.org/', url: 'https://example.org/' }],
  url: 'https://example.com/issues/1',
  authors: ['Zoë Krämer', ''],
  extent: 'extracted',
};
