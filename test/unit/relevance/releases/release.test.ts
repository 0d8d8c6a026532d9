// What releases an issue tells of.

import { describe, expect, it } from 'vitest';
import type { Section } from '../../../../src/digest/model.js';
import { type Release, type ReleaseIssue, releasesOf } from '../../../../src/relevance/releases/release.js';
import type { ReleaseSource } from '../../../../src/relevance/releases/releaseSource.js';

const onGitHub: ReleaseSource = { host: 'github.com', repository: 'owner/name' };
const onPyPI: ReleaseSource = { host: 'pypi.org', package: { ecosystem: 'pypi', name: 'vllm' } };
const changelog: ReleaseSource = { host: 'example.com' };

function issue(fields: Partial<ReleaseIssue>): ReleaseIssue {
  return { key: 'source/a-1', title: 'News', sections: [], takeaways: [], ...fields };
}

function section(title: string, text = '', id = title.toLowerCase()): Section {
  return { id, title, body: { format: 'markdown', text }, takeaways: [], links: [] };
}

function tagged(tag: string, title = tag): ReleaseIssue {
  return issue({ title, url: `https://github.com/owner/name/releases/tag/${tag}` });
}

/** What tells releases apart. */
function summary(releases: readonly Release[]): readonly string[] {
  return releases.map(({ version, name, ecosystem, isPrerelease }) =>
    [name, ecosystem, version, isPrerelease ? 'pre' : undefined].filter((part) => part !== undefined).join(' '),
  );
}

describe('an issue of one release', () => {
  it('is that release, with what there is of it', () => {
    const given = issue({
      title: 'v0.9.1',
      url: 'https://github.com/owner/name/releases/tag/v0.9.1',
      published: '2026-05-01T10:00:00Z',
      sections: [section("What's changed", '- All of it'), section('Breaking changes', '- The flag is gone')],
    });
    expect(releasesOf(given, onGitHub)).toEqual([
      {
        version: '0.9.1',
        isPrerelease: false,
        published: '2026-05-01T10:00:00Z',
        isBreaking: true,
        key: 'source/a-1',
        title: 'v0.9.1',
        url: 'https://github.com/owner/name/releases/tag/v0.9.1',
      },
    ]);
  });

  it.each<[ReleaseIssue, string]>([
    [tagged('v0.9.1', 'The fast one'), '0.9.1'],
    [tagged('%40modelcontextprotocol/sdk%401.20.0'), '@modelcontextprotocol/sdk 1.20.0'],
    [tagged('langchain-core%3D%3D0.3.2', 'langchain-core==0.3.2'), 'langchain-core 0.3.2'],
    [tagged('py-1.35.0', 'Python Polars 1.35.0'), 'pypi 1.35.0'],
    [tagged('rust-v0.50.0', '0.50.0'), '0.50.0'],
    [tagged('rust-v0.50.0-alpha.1', '0.50.0-alpha.1'), '0.50.0-alpha.1 pre'],
    [tagged('b5432', 'b5432: not a version'), ''],
    [issue({ title: 'name v14.31.0', url: 'https://gitlab.com/g/s/name/-/releases/v14.31.0' }), '14.31.0'],
    [issue({ title: 'second', url: 'https://codeberg.org/a/b/src/tag/v2.0' }), '2.0'],
    [issue({ title: 'tokio v1.48.0', url: 'https://crates.io/crates/tokio/1.48.0' }), '1.48.0'],
    [issue({ title: 'Version 5.0 Beta' }), '5.0 pre'],
    [issue({ title: 'v2.0.0 (pre-release)' }), '2.0.0 pre'],
    [issue({ title: '1.0.post1' }), '1.0.post1'],
    [issue({ title: '0.9.2rc1' }), '0.9.2rc1 pre'],
    [issue({ title: '15.0.0-canary.3' }), '15.0.0-canary.3 pre'],
    [issue({ title: '[1.2.0] - 2026-05-01 [YANKED]' }), ''],
    [issue({ title: 'An article', url: 'https://[broken' }), ''],
    [issue({ title: 'An article', url: 'https://github.com/a/b/releases/tag/%E0%A4%A' }), ''],
  ])('%j', (given, expected) => {
    expect(summary(releasesOf(given, onGitHub)).join()).toBe(expected);
  });

  it('is of the package that a registry gives', () => {
    const given = issue({ title: '0.9.1', url: 'https://pypi.org/project/vllm/0.9.1/' });
    expect(summary(releasesOf(given, onPyPI))).toEqual(['vllm pypi 0.9.1']);
  });

  it('is read by all its parts', () => {
    const part = section('Changes');
    const parts: readonly Partial<ReleaseIssue>[] = [
      { tldr: '- feat!: renamed' },
      { intro: { format: 'html', text: '<ul><li>fix!: gone</li></ul>' } },
      { takeaways: ['**Breaking:** renamed'] },
      { sections: [{ ...part, tldr: 'BREAKING CHANGE: renamed' }] },
      { sections: [{ ...part, takeaways: ['A breaking change of the client'] }] },
      { sections: [section('⚠ BREAKING CHANGES')] },
    ];
    expect(parts.map((fields) => releasesOf(issue({ title: 'v1.2', ...fields }), changelog).map(({ isBreaking }) => isBreaking))).toEqual(
      parts.map(() => [true]),
    );
  });
});

describe('a page of changes', () => {
  it('has a release for each version that heads a section, and what follows is of that', () => {
    const page = issue({
      title: 'Changelog',
      url: 'https://example.com/changelog',
      published: '2026-05-09',
      sections: [
        section('About this page', 'It speaks of no breaking changes.'),
        section('[Unreleased]', '- feat!: to come'),
        section('[2.0.0] - 2026-05-01', '### Removed\n\n- The old client', 'two'),
        section('Breaking changes', '- The old client is gone'),
        section('1.9.0-rc.1 (April 1, 2026)', '- fix: all', 'rc'),
        section('1.8.0 (unreleased)', '', 'none'),
        section('v1.7.0', '', 'seven'),
      ],
    });
    expect(releasesOf(page, changelog)).toEqual([
      {
        version: '2.0.0',
        isPrerelease: false,
        published: '2026-05-01',
        isBreaking: true,
        key: 'source/a-1',
        anchor: 'two',
        title: '[2.0.0] - 2026-05-01',
        url: 'https://example.com/changelog',
      },
      {
        version: '1.9.0-rc.1',
        isPrerelease: true,
        published: '2026-04-01',
        isBreaking: false,
        key: 'source/a-1',
        anchor: 'rc',
        title: '1.9.0-rc.1 (April 1, 2026)',
        url: 'https://example.com/changelog',
      },
      {
        version: '1.7.0',
        isPrerelease: false,
        isBreaking: false,
        key: 'source/a-1',
        anchor: 'seven',
        title: 'v1.7.0',
        url: 'https://example.com/changelog',
      },
    ]);
  });

  it('names what it speaks of', () => {
    const page = issue({ sections: [section('Works with Python 3.13'), section('langchain-core==0.3.2'), section('Fixes')] });
    expect(summary(releasesOf(page, changelog))).toEqual(['Works with Python 3.13', 'langchain-core 0.3.2']);
  });

  it('may hold anything', () => {
    const hostile = [
      'v1.0 '.repeat(50_000),
      '@'.repeat(50_000),
      'a-1.'.repeat(50_000),
      '1.'.repeat(50_000),
      '-'.repeat(50_000),
      '\ud800 v1.0',
    ];
    const page = issue({ sections: hostile.map((text, index) => section(text, text, `s${index}`)) });
    expect(releasesOf(page, changelog).length).toBeLessThanOrEqual(hostile.length);
    for (const text of hostile) expect(releasesOf(issue({ title: text, url: text }), onGitHub).length).toBeLessThanOrEqual(1);
    const many = issue({ sections: Array.from({ length: 2_000 }, (_, index) => section(`v1.${index}.0`)) });
    expect(releasesOf(many, changelog)).toHaveLength(500);
  });
});
