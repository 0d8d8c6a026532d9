// Finding issues and sections by the words of their titles.

import { describe, expect, it } from 'vitest';
import type { Section } from '../../../../src/digest/model.js';
import { findTitles } from '../../../../src/library/search/findTitles.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

function section(id: string, title: string): Section {
  return { id, title, body: { format: 'markdown', text: 'Looms and bobbins.' }, takeaways: [], links: [] };
}

function filledLibrary() {
  const library = newLibrary();
  const origin = { sourceId: 'imported' };
  putIssue(
    library,
    buildIssue({
      id: 'new',
      title: 'Weaving at scale',
      published: '2026-04-02',
      sections: [section('dye', 'Natural dyes'), section('cpp', 'C++ & looms')],
    }),
    origin,
  );
  putIssue(
    library,
    buildIssue({ id: 'old', title: 'Żółta nić: a thread', published: '2026-03-01', sections: [section('scale', 'At scale, again')] }),
    origin,
  );
  return library;
}

function find(query: string, limit = 50) {
  return findTitles(filledLibrary(), query, limit).map((place) => place.section?.title ?? place.issueTitle);
}

describe('findTitles', () => {
  it('gives a text without headings once', () => {
    const library = newLibrary();
    putIssue(library, buildIssue({ id: 'note', title: 'A note', sections: [section('a-note', 'A note')] }), { sourceId: 'imported' });
    expect(findTitles(library, 'note', 10).map((place) => place.section)).toEqual([undefined]);
  });

  it('gives everything in the order of the tree for no query, issues before their sections', () => {
    expect(find('  ')).toEqual(['Weaving at scale', 'Natural dyes', 'C++ & looms', 'Żółta nić: a thread', 'At scale, again']);
  });

  it.each([
    ['scale', ['Weaving at scale', 'At scale, again']],
    ['SCALE at', ['Weaving at scale', 'At scale, again']],
    ['scale again', ['At scale, again']],
    ['zolta nic', ['Żółta nić: a thread']],
    ['żółta NIĆ', ['Żółta nić: a thread']],
    ['c++', ['C++ & looms']],
    ['weav sc', ['Weaving at scale']],
    ['cale', []],
    ['%', []],
    ['bobbins', []],
  ])('finds %s', (query, titles) => {
    expect(find(query)).toEqual(titles);
  });

  it('gives at most as many as asked for, the first in order', () => {
    expect(find('', 3)).toEqual(['Weaving at scale', 'Natural dyes', 'C++ & looms']);
    expect(find('scale', 0)).toEqual([]);
  });

  it('says where each place is', () => {
    expect(findTitles(filledLibrary(), 'again', 10)).toEqual([
      {
        key: 'imported/old',
        issueTitle: 'Żółta nić: a thread',
        day: '2026-03-01',
        sourceName: 'Imported',
        section: { anchor: 'scale', title: 'At scale, again' },
        isRead: false,
      },
    ]);
  });
});
