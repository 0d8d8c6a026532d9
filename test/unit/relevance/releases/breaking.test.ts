// What counts as saying that something breaks, in Markdown and in markup.

import { describe, expect, it } from 'vitest';
import { saysBreaking } from '../../../../src/relevance/releases/breaking.js';
import { noteLines } from '../../../../src/relevance/releases/noteLines.js';

function isBreaking(text: string, format: 'markdown' | 'html' = 'markdown'): boolean {
  return saysBreaking(noteLines({ format, text }));
}

describe('release notes', () => {
  it.each([
    '## Breaking changes\n\n- The flag is gone.',
    '### ⚠ BREAKING CHANGES\n\n* **api:** renamed',
    '## 💥 Breaking',
    '## Backwards-incompatible changes\n\n- The old names are gone.',
    '## Breaking changes\n\n- No longer supports Python 3.9.',
    '**Breaking changes:**\n\n- The flag is gone.',
    'BREAKING CHANGE: the option is required now',
    '- BREAKING: dropped the old client',
    '- [Breaking] Renamed the flag',
    '* feat!: new configuration by @someone',
    '* refactor(core)!: drop the old client',
    '- #1234: feat(api)!: rename',
    '- Renamed `--fast` to `--quick` (breaking)',
    '- Fix the name of the option (breaking change)',
    '- This is a breaking change for people who subclass it.',
    '- The store is not backwards compatible with that of 1.x',
    '- A backward-incompatible change of the wire format',
    '## ⚠️ Removed the old client',
    '- ⚠️ Requires Node 22',
    '1. Breaking API changes in the client',
  ])('that say so: %s', (text) => {
    expect(isBreaking(text)).toBe(true);
  });

  it.each([
    'A release without news.',
    '- No breaking changes',
    '## No breaking changes',
    '## Non-breaking changes\n\n- All of them.',
    '- A non-breaking change of the client',
    '- This is not considered a breaking change.',
    "- It isn't a breaking change",
    '- There are no known backwards-incompatible changes',
    '## Breaking changes\n\nNone.',
    '## Breaking changes\n\n- N/A',
    '## Breaking changes\n\nThere are no breaking changes in this release.',
    '**Breaking changes:** none',
    '**Breaking changes:**\n\nNone',
    '## Breaking news\n\n- We have moved.',
    '- Breaking news: we have moved',
    '- Record-breaking throughput',
    '- Better line breaking in tables',
    '- Fixed a breaking change of 1.2.0',
    '- Revert "breaking change of the client"',
    '- docs: list the breaking changes of 1.0',
    '- Avoid breaking the build',
    'The breaking changes of 2.0 are in its notes.',
    '- Wow! : this is fast',
    '## ⚠️ Known issues\n\n- It may stop.',
    '- ⚠️ Deprecated: the old client will be removed in 3.0',
    '```\nBREAKING CHANGE: in an example\n```',
    '- Handle `feat:` without a mark',
  ])('that do not: %s', (text) => {
    expect(isBreaking(text)).toBe(false);
  });

  it.each([
    '<h3>⚠ BREAKING CHANGES</h3>\n<ul>\n<li>The flag is <code>gone</code></li>\n</ul>',
    '<p>News</p><ul><li><p><strong>Breaking</strong>: renamed</p></li></ul>',
    '<ul><li>feat(<em>api</em>)!: rename</li></ul>',
    '<p><strong>Breaking Changes</strong></p><ul><li>gone</li></ul>',
    '<details><summary>Breaking changes</summary><p>gone</p></details>',
  ])('of markup that say so: %s', (text) => {
    expect(isBreaking(text, 'html')).toBe(true);
  });

  it.each([
    '<h3>Breaking changes</h3><p>None</p>',
    '<pre><code>- feat!: an example</code></pre>',
    '<p>It speaks of breaking changes elsewhere.</p>',
    '<ul><li>No <b>breaking</b> changes</li></ul>',
  ])('of markup that do not: %s', (text) => {
    expect(isBreaking(text, 'html')).toBe(false);
  });

  it('may hold anything', () => {
    const hostile = [
      'no-'.repeat(200_000),
      '- not a breaking '.repeat(30_000),
      '- (breaking changes '.repeat(30_000),
      '_'.repeat(500_000),
      `a${'_'.repeat(500_000)}b`,
      '`'.repeat(500_000),
      '#'.repeat(500_000),
      `- ${' '.repeat(500_000)}`,
      '\n- ⚠'.repeat(100_000),
      '<li>'.repeat(100_000),
      '</pre>'.repeat(1_000),
      '<pre>'.repeat(50_000),
    ];
    for (const text of hostile) {
      expect(typeof isBreaking(text)).toBe('boolean');
      expect(typeof isBreaking(text, 'html')).toBe('boolean');
    }
  });
});
