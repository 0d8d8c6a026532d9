// Conditions that are nearly one of the language.

import { expect, it } from 'vitest';
import { correctConditions } from '../../../src/query/correctConditions.js';

it.each([
  ['is:unraed', 'is:unread'],
  ['IS:Stared looms', 'IS:starred looms'],
  ['looms -has:takaways kind:digset', 'looms -has:takeaways kind:digest'],
  ['is:unread', undefined],
  ['is:nonsense', undefined],
  ['this:unraed', undefined],
  ['looms', undefined],
])('%j is %j', (query, expected) => {
  expect(correctConditions(query)).toBe(expected);
});
