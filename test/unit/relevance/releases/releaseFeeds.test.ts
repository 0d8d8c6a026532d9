// From the bytes of a feed to how far something is behind: what the forges and registries really give, in our own words.

import { describe, expect, it } from 'vitest';
import { toArticleIssue } from '../../../../src/ingest/articleIssue.js';
import { behind } from '../../../../src/relevance/releases/behind.js';
import { packageReleases } from '../../../../src/relevance/releases/packageReleases.js';
import { type Release, releasesOf } from '../../../../src/relevance/releases/release.js';
import { releaseSource } from '../../../../src/relevance/releases/releaseSource.js';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';

function releasesIn(document: string, address: string): readonly Release[] {
  const outcome = parseFeed(new TextEncoder().encode(document), { address });
  const source = releaseSource(address);
  if (!outcome.ok || source === undefined) throw new Error('no feed of releases');
  const { feed } = outcome;
  return feed.entries.flatMap((entry) => {
    const issue = toArticleIssue(entry, feed);
    return releasesOf({ ...issue, key: `source/${issue.id}` }, source);
  });
}

function atom(entries: readonly { readonly tag: string; readonly title?: string; readonly html?: string }[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">
  <id>tag:github.com,2008:https://github.com/owner/name/releases</id>
  <link type="text/html" rel="alternate" href="https://github.com/owner/name/releases"/>
  <title>Release notes from name</title>
  <updated>2026-05-03T10:00:00Z</updated>
${entries
  .map(
    ({ tag, title = tag, html = '<p>Nothing of note.</p>' }) => `  <entry>
    <id>tag:github.com,2008:Repository/1234/${tag}</id>
    <updated>2026-05-03T10:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://github.com/owner/name/releases/tag/${encodeURIComponent(tag)}"/>
    <title>${title}</title>
    <content type="html">${html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</content>
    <author><name>someone</name></author>
  </entry>`,
  )
  .join('\n')}
</feed>`;
}

describe('a feed of releases', () => {
  it('of one package tells how far it is behind', () => {
    const notes =
      '<h2>Highlights</h2><p>Faster.</p><h2>What’s changed</h2><ul><li>All of it</li></ul><h3>⚠ Breaking changes</h3><ul><li>The flag is gone</li></ul>';
    const feed = atom([
      { tag: 'v0.10.0rc1' },
      { tag: 'v0.9.2', html: notes },
      { tag: 'v0.9.1', title: 'The one that is fast', html: '<h3>Breaking changes</h3><p>None.</p>' },
      { tag: 'v0.9.0' },
    ]);
    const releases = releasesIn(feed, 'https://github.com/owner/name/releases.atom');
    const wanted = packageReleases(releases, { ecosystem: 'pypi', name: 'name', otherNames: ['name'] });
    const found = behind('0.9.0', wanted, 'pypi');
    expect(found).toMatchObject({ releases: 2, breaking: 1, newest: { version: '0.9.2', isBreaking: true } });
  });

  it('of many packages tells them apart', () => {
    const feed = atom([
      { tag: 'ai@5.0.61', html: '<h3>Patch Changes</h3><ul><li>3b1d015: fix (ai): a stream that ended early</li></ul>' },
      { tag: '@ai-sdk/openai@3.0.0', html: '<h3>Major Changes</h3><ul><li>The old client is gone</li></ul>' },
      { tag: 'ai@5.0.60' },
    ]);
    const releases = releasesIn(feed, 'https://github.com/owner/name/releases.atom');
    const of = (name: string): string | undefined =>
      behind('2.0.0', packageReleases(releases, { ecosystem: 'npm', name, otherNames: ['AI SDK'] }), 'npm')
        ?.of.map(({ version, isBreaking }) => `${version}${isBreaking ? '!' : ''}`)
        .join(' ');
    expect([of('ai'), of('@ai-sdk/openai'), of('@ai-sdk/google')]).toEqual(['5.0.61 5.0.60!', '3.0.0!', undefined]);
  });

  it('of a registry is about its package', () => {
    const feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>PyPI recent updates for vllm</title>
<link>https://pypi.org/project/vllm/</link><description>Recent updates to the Python Package Index for vllm</description>
<item><title>0.9.1</title><link>https://pypi.org/project/vllm/0.9.1/</link><description>An engine.</description>
<pubDate>Sun, 03 May 2026 10:00:00 GMT</pubDate></item></channel></rss>`;
    expect(releasesIn(feed, 'https://pypi.org/rss/project/vllm/releases.xml')).toMatchObject([
      { version: '0.9.1', name: 'vllm', ecosystem: 'pypi', isPackage: true, published: '2026-05-03T10:00:00Z', isBreaking: false },
    ]);
  });
});
