// Ids of models in code and configuration.

import { describe, expect, it } from 'vitest';
import { ModelIds } from '../../../../src/relevance/stack/modelIds.js';
import { fixture, said } from './fixtures.js';

const ids = new ModelIds(
  'gpt- claude-sonnet- claude-3 anthropic.claude deepseek- meta-llama/ anthropic/claude- qwen3 qwen/ llama3 mistral-large gemini-2 text-embedding-3 eleven_ o3- glm-'.split(
    ' ',
  ),
);

function found(text: string, language = 'python'): readonly string[] {
  return ids.in(text, language).map((use) => said(text, use, 'model').replace(' mentioned', ''));
}

/** The ids alone, each of which stands in the text as it is called. */
function names(text: string, language?: string): readonly string[] {
  return found(text, language).map((line) => line.replace(/ \[.*$/, ''));
}

it('finds those of the fixtures', () => {
  expect(found(fixture('python/src/triage/classify.py'))).toEqual(['gpt-4o-mini [gpt-4o-mini]']);
  expect(found(fixture('python/src/triage/serve.py'))).toEqual(['meta-llama/llama-3.3-70b-instruct [meta-llama/Llama-3.3-70B-Instruct]']);
  expect(names(fixture('python/models.yaml'), 'yaml')).toEqual(['gpt-4o-mini', 'claude-sonnet-4-5', 'qwen3:8b']);
  expect(names(fixture('node/src/main.ts'), 'typescript')).toEqual(['gpt-4.1-mini', 'claude-sonnet-4-5']);
  expect(names(fixture('node/compose.yaml'), 'dockercompose')).toEqual(['qwen/qwen3-8b', 'meta-llama/llama-3.3-70b-instruct']);
  expect(names(fixture('node/.github/workflows/check.yml'), 'yaml')).toEqual(['claude-sonnet-4-5']);
  expect(names(fixture('rust/src/main.rs'), 'rust')).toEqual(['gpt-4.1']);
});

describe('a quoted text', () => {
  it.each([
    'gpt-5.5',
    'GPT-4o',
    'gpt-4o-mini-2024-07-18',
    'claude-sonnet-4-6',
    'deepseek-chat',
    'deepseek-reasoner',
    'anthropic/claude-opus-4',
    'openrouter/anthropic/claude-opus-4.1:thinking',
    'openai:gpt-4o',
    'google-vertex:gemini-2.5-pro',
    'us.anthropic.claude-sonnet-4-20250514-v1:0',
    'models/gemini-2.0-flash',
    '@cf/meta/llama3.1-8b',
    'llama3.2',
    'llama3:latest',
    'mistral-large',
    'mistral-large-latest',
    'text-embedding-3-small',
    'o3-mini',
    'accounts/fireworks/models/qwen3-235b-a22b',
  ])('is an id: %s', (id) => {
    for (const mark of ['"', "'", '`']) expect(names(`model = ${mark}${id}${mark}`)).toEqual([id.toLowerCase()]);
  });

  it.each([
    'gpt-',
    'gpt-tokenizer',
    'gpt-3-encoder',
    'gpt-engineer',
    'deepseek-',
    'claude-sonnet-',
    'meta-llama/llama-stack',
    'meta-llama/',
    'eleven_items',
    'mistral-largest',
    'llama3rd',
    'not-gpt-4',
    'prompts/gpt-4',
    './gpt-4',
    'gpt-4.md',
    'gpt-4/../x',
    'https://example.org/gpt-4',
    'gpt-4 is good',
    'I asked gpt-4',
    'gpt-4, gpt-5',
    'qwen/qwen3.json',
  ])('is none: %s', (text) => {
    expect(names(`x = "${text}"`, 'yaml')).toEqual([]);
    expect(names(`x = "${text}"`)).toEqual([]);
  });
});

it('reads the sources in a notebook', () => {
  expect(found('{"source": ["model = \\"gpt-4o\\"\\n"]}', 'json')).toEqual(['gpt-4o [gpt-4o]']);
});

describe('a bare value', () => {
  it.each([
    ['yaml', 'model: gpt-4o-mini', ['gpt-4o-mini']],
    ['yaml', '  - gpt-4o-mini # small\r\n  - model: qwen3:8b\r\n', ['gpt-4o-mini', 'qwen3:8b']],
    ['yaml', 'text: gpt-4o is small\nother: see gpt-4o', []],
    ['yaml', 'gpt-4o:\n  price: 1', []],
    ['dotenv', 'export MODEL=gpt-4o-mini\nOTHER=claude-sonnet-4-5', ['gpt-4o-mini', 'claude-sonnet-4-5']],
    ['dockerfile', 'ENV MODEL=gpt-4o-mini\nRUN echo gpt-4o', ['gpt-4o-mini']],
    ['python', 'model: gpt-4o', []],
    ['markdown', 'Note: gpt-4', []],
    ['shellscript', 'vllm serve --model meta-llama/Llama-3.1-8B-Instruct --port 8000', ['meta-llama/llama-3.1-8b-instruct']],
    ['python', '# run with --embedding-model=text-embedding-3-small; or --model\nqwen3', ['text-embedding-3-small']],
  ])('in %s: %j', (language, text, expected) => {
    expect(names(text, language)).toEqual(expected);
  });
});
