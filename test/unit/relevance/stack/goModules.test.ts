// go.mod.

import { expect, it } from 'vitest';
import { contentsOf, fixture, read } from './fixtures.js';

it('reads what is required, what is replaced, and what only others need', () => {
  expect(read(fixture('go/go.mod'), 'go/go.mod')).toEqual({
    uses: [
      'github.com/openai/openai-go dependency v0.1.0-beta.10 [github.com/openai/openai-go]',
      'github.com/ollama/ollama dependency v0.6.8 [github.com/ollama/ollama]',
      'github.com/qdrant/go-client dependency v1.14.0 [github.com/qdrant/go-client]',
      'example.com/notes/shared dependency v0.0.0 [example.com/notes/shared]',
    ],
    locked: [
      'github.com/openai/openai-go v0.1.0-beta.10',
      'github.com/ollama/ollama v0.6.8',
      'github.com/qdrant/go-client v1.14.1',
      'golang.org/x/sync v0.14.0',
    ],
  });
  expect(contentsOf(fixture('go/go.mod'), 'go.mod').own).toEqual({ ecosystem: 'go', name: 'example.com/notes/answers' });
});

it('reads blocks, quotation marks and comments as Go does', () => {
  const text = `// require example.org/comment v1.0.0
module "example.org/own"
require(
\t"example.org/quoted" v1.0.0
\t\`example.org/raw\` v1.0.0 //indirect
)
exclude example.org/quoted v0.9.0
retract (
\tv1.0.0 // oops
)
replace example.org/quoted v0.5.0 => example.org/fork v0.6.0
require example.org/last
`;
  expect(read(text, 'go.mod')).toEqual({
    uses: ['example.org/quoted dependency v1.0.0 [example.org/quoted]'],
    locked: ['example.org/quoted v1.0.0', 'example.org/raw v1.0.0'],
  });
});
