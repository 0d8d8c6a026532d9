// A small issue for tests. Apart from `builders.ts`, since processes outside the test runner use it too.

import type { Issue } from '../../../src/digest/model.js';

/** A small issue; every field can be given. */
export function buildIssue(fields: Partial<Issue> = {}): Issue {
  return {
    id: 'a-week-of-looms',
    kind: 'digest',
    title: 'A week of looms',
    published: '2026-04-30',
    tags: ['weaving'],
    sections: [
      {
        id: 'warp',
        title: 'Warp',
        body: { format: 'markdown', text: 'Threads that run along the cloth.' },
        takeaways: [],
        links: [],
      },
    ],
    takeaways: [],
    links: [],
    ...fields,
  };
}
