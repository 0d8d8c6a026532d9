// What is shipped, held to its budgets: the files of the package, its size, and what VS Code loads to activate it.
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagedExtension, projectRoot } from '../vscode/location.js';
import { readJson } from '../vscode/readJson.js';
import { listZip } from './listZip.js';

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>>;
}

/** What vsce names in its own way (`LICENSE.txt`, `changelog.md`) stands here as it does in the package. */
const files = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/codeColours.cjs',
  'extension/dist/export.css',
  'extension/dist/extension.cjs',
  'extension/dist/followedItem.cjs',
  'extension/dist/fullArticle.cjs',
  'extension/dist/imageAnswers.cjs',
  'extension/dist/issueCommands.cjs',
  'extension/dist/notices.txt',
  'extension/dist/rareCommands.cjs',
  'extension/dist/reader.js',
  'extension/dist/readerActions.cjs',
  'extension/dist/searching.cjs',
  'extension/dist/sourceCommands.cjs',
  'extension/dist/sourceRows.cjs',
  'extension/dist/stack.cjs',
  'extension/dist/topicCommands.cjs',
  'extension/dist/topicPages.cjs',
  'extension/dist/topicRows.cjs',
  'extension/dist/treeNotices.cjs',
  'extension/dist/worker.cjs',
  'extension/dist/workspace.cjs',
  'extension/docs/searching.md',
  'extension/l10n/bundle.l10n.json',
  'extension/media/audio.svg',
  'extension/media/copy.svg',
  'extension/media/digest.svg',
  'extension/media/done.svg',
  'extension/media/embedded.svg',
  'extension/media/fold.svg',
  'extension/media/icon.png',
  'extension/media/image.svg',
  'extension/media/open.svg',
  'extension/media/reader.css',
  'extension/media/star-full.svg',
  'extension/media/star.svg',
  'extension/media/tab-dark.svg',
  'extension/media/tab-light.svg',
  'extension/media/video.svg',
  'extension/media/walkthrough/browse-dark.webp',
  'extension/media/walkthrough/browse-light.webp',
  'extension/media/walkthrough/hover-dark.webp',
  'extension/media/walkthrough/hover-light.webp',
  'extension/media/walkthrough/keys-dark.webp',
  'extension/media/walkthrough/keys-light.webp',
  'extension/media/walkthrough/sources-dark.webp',
  'extension/media/walkthrough/sources-light.webp',
  'extension/media/walkthrough/takeaways-dark.webp',
  'extension/media/walkthrough/takeaways-light.webp',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/seeds/2026-04-30-the-inference-inflection.md',
];

describe('the package', () => {
  const entries = listZip(readFileSync(packagedExtension()));

  test('holds these files and no other', () => {
    expect(entries.map(({ name }) => name).sort()).toEqual(files);
  });

  test('names the licence of every library in its bundles', () => {
    const notices = readFileSync(path.join(projectRoot, 'dist', 'notices.txt'), 'utf8');
    for (const library of ['marked', 'sanitize-html', 'htmlparser2', 'yaml', '@mozilla/readability', 'linkedom', 'image-size']) {
      expect(notices).toMatch(new RegExp(`^${library} \\d+\\.`, 'm'));
    }
    expect(notices.match(/Copyright/gi)?.length).toBeGreaterThanOrEqual(4);
  });

  // A third are the pictures of the walkthrough, a fifth is the catalogue of topics.
  test('is at most 1,600 KB', () => {
    expect(statSync(packagedExtension()).size).toBeLessThanOrEqual(1_600_000);
  });

  test('is activated by at most 100 KB of script', () => {
    const main = entries.find(({ name }) => name === 'extension/dist/extension.cjs');
    expect(main?.size).toBeGreaterThan(1_000);
    expect(main?.size).toBeLessThanOrEqual(100_000);
  });

  test('requires nothing at start but VS Code and Node', () => {
    const { outputs } = readJson<Metafile>(path.join(projectRoot, 'dist', 'extension.cjs.meta.json'));
    const required = Object.values(outputs).flatMap(({ imports }) => imports.map((entry) => entry.path));
    expect(required).toContain('vscode');
    // What is loaded on demand stands beside it.
    const beside = new Set(required.filter((name) => name !== 'vscode' && !isBuiltin(name)));
    expect([...beside].sort()).toEqual([
      './followedItem.cjs',
      './issueCommands.cjs',
      './rareCommands.cjs',
      './readerActions.cjs',
      './searching.cjs',
      './sourceCommands.cjs',
      './sourceRows.cjs',
      './topicCommands.cjs',
      './topicPages.cjs',
      './topicRows.cjs',
      './treeNotices.cjs',
      './workspace.cjs',
    ]);
  });
});
