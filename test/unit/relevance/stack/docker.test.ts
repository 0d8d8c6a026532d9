// Dockerfiles, compose files and GitHub workflows: images and actions.

import { describe, expect, it } from 'vitest';
import { fixture, read } from './fixtures.js';

describe('a Dockerfile', () => {
  it('says what it is built on', () => {
    expect(read(fixture('node/Dockerfile'), 'node/Dockerfile').uses).toEqual([
      'node dependency 22.15-slim [node]',
      'ghcr.io/astral-sh/uv dependency 0.7.3 [ghcr.io/astral-sh/uv]',
      'ollama/ollama dependency 0.6.8 [docker.io/ollama/ollama]',
    ]);
  });

  it.each([
    ['FROM scratch', []],
    ['FROM ${BASE}', []],
    ['ARG BASE=vllm/vllm-openai:v0.9.1\nFROM ${BASE}', ['vllm/vllm-openai dependency v0.9.1 [${BASE}]']],
    ['ARG TAG\nFROM vllm/vllm-openai:$TAG', []],
    ['ARG TAG\nFROM vllm/vllm-openai:${TAG:-v0.9.1}', ['vllm/vllm-openai dependency v0.9.1 [vllm/vllm-openai]']],
    ['from library/python:3.12 as x\nFROM X', ['python dependency 3.12 [library/python]']],
    ['FROM localhost:5000/own/image', ['localhost:5000/own/image dependency [localhost:5000/own/image]']],
    ['# FROM comment:1\nFROM \\\n# between\n  ollama/ollama', ['ollama/ollama dependency [ollama/ollama]']],
    ['# escape=`\nFROM `\n  ollama/ollama:1\nRUN dir C:\\', ['ollama/ollama dependency 1 [ollama/ollama]']],
    ['FROM a:1\nRUN cat <<-"END" > x\n\tFROM b:1\n\tEND\nFROM c:1', ['a dependency 1 [a]', 'c dependency 1 [c]']],
    ['FROM a:1\nRUN <<EOF\nFROM b:1', ['a dependency 1 [a]']],
    ['FROM', []],
    ['FROM ../x', []],
  ])('reads %j', (text, expected) => {
    expect(read(text, 'Dockerfile.gpu').uses).toEqual(expected);
  });
});

it('reads what a compose file runs', () => {
  expect(read(fixture('node/compose.yaml'), 'node/compose.yaml').uses).toEqual([
    'vllm/vllm-openai dependency v0.8.5 [vllm/vllm-openai]',
    'vllm/vllm-openai dependency v0.8.5 [vllm/vllm-openai]',
    'qdrant/qdrant dependency v1.14.0 [qdrant/qdrant]',
  ]);
  expect(read('services:\n  a: &a\n    image: redis\n  b: *a\n  c: *unknown\n  d: [image: x]\n', 'docker-compose.dev.yml').uses).toEqual([
    'redis dependency [redis]',
    'redis dependency [redis]',
  ]);
});

describe('a workflow', () => {
  it('says which actions and images it uses', () => {
    const file = 'node/.github/workflows/check.yml';
    expect(read(fixture(file), file).uses).toEqual([
      'actions/checkout dev v4 [actions/checkout]',
      'actions/setup-node dev v4.4.0 [actions/setup-node]',
      'anthropics/claude-code-action dev v1 [anthropics/claude-code-action]',
      'docker:node dev 22 [node]',
      'docker:qdrant/qdrant dev v1.14.0 [qdrant/qdrant]',
    ]);
  });

  it.each([
    ['Owner/Name/folder@main', ['owner/name dev main [Owner/Name]']],
    ['"owner/name@v1"', ['owner/name dev v1 [owner/name]']],
    ['docker://ollama/ollama:0.6.8', ['docker:ollama/ollama dev 0.6.8 [ollama/ollama]']],
    [`owner/name@${'a'.repeat(40)}`, ['owner/name dev [owner/name]']],
    ['owner/name', []],
    ['./own', []],
  ])('reads a step that uses %s', (uses, expected) => {
    expect(read(`runs:\n  using: composite\n  steps:\n    - uses: ${uses}\n`, 'own/action.yml').uses).toEqual(expected);
  });
});
