// What the settings of topics say, whatever was written into them.

import { expect, it } from 'vitest';
import { mostFollowed, readFollowed, readOwnTopics } from '../../../../src/editor/settings/topicEntries.js';

it('follows each id once, and leaves out what is none', () => {
  expect(readFollowed(['vllm', ' gpt@5.5 ', '', 7, null, 'vllm', 'x'.repeat(101)])).toEqual(['vllm', 'gpt@5.5']);
  expect(readFollowed(Array.from({ length: 900 }, (_, index) => `t${index}`))).toHaveLength(mostFollowed);
});

it('reads a topic of the person’s own from a name, or a name with other spellings', () => {
  const entries = ['Halyard', { name: 'Tidal Ledger', aliases: ['tidal-ledger', 3, ''] }, { aliases: ['x'] }, { name: ' ' }, 4, 'Halyard'];
  expect(readOwnTopics(entries)).toEqual([
    { name: 'Halyard', aliases: [] },
    { name: 'Tidal Ledger', aliases: ['tidal-ledger'] },
  ]);
});
