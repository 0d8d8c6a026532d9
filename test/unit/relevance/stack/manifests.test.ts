// Which files are manifests, and that nothing that a file holds can do harm.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsIn, languageAt } from '../../../../src/relevance/stack/imports.js';
import { foreignFolders, manifestAt, manifestKinds } from '../../../../src/relevance/stack/manifests.js';
import { ModelIds } from '../../../../src/relevance/stack/modelIds.js';
import { workspaceStack } from '../../../../src/relevance/stack/workspaceStack.js';
import { createRandom } from '../../../bench/random.js';
import { filesOf, fixture } from './fixtures.js';

const files = ['python', 'node', 'rust', 'go'].flatMap((workspace) => filesOf(workspace));

/** Further names that are understood, and some that look like them. */
const names = (
  'npm-shrinkwrap.json pnpm-lock.yaml yarn.lock bun.lock package.json5 my-package.json pdm.lock pylock.toml pylock.dev.toml Pipfile ' +
  'Pipfile.lock setup.cfg requirements/base.txt requirements/test/cuda.in my-requirements/x.txt requirements.in x.txt dev-requirements.txt requirements.md Containerfile ' +
  'Dockerfile.dev api.Dockerfile docker-compose.yml compose.prod.yaml .github/workflows/x.yaml .github/x.yml workflows/x.yml ' +
  'action.yml .cursor/mcp.json mcp.json go.sum cargo.toml'
).split(' ');

describe('the kinds of manifests', () => {
  it.each([...files, ...names, ...names.map((name) => `a/b/${name}`)])('agree with their patterns about %s', (file) => {
    for (const kind of manifestKinds) expect(kind.isOurs(file)).toBe(kind.globs.some((glob) => path.matchesGlob(file, glob)));
  });

  it('read nothing that others wrote', () => {
    expect(manifestAt('a/package.json')?.ecosystem).toBe('npm');
    for (const folder of foreignFolders) expect(manifestAt(`a/${folder}/b/package.json`)).toBeUndefined();
    expect(manifestAt('node_modules.txt')).toBeUndefined();
  });
});

const ids = new ModelIds(['gpt-', 'meta-llama/']);

/** Has everything read the text that may read it; each must answer, whatever it is. */
function readAll(text: string, file: string): void {
  const contents = manifestAt(file)?.read(text, file);
  if (contents?.ok) {
    workspaceStack([
      { path: file, ...contents },
      { path: `a/${file}`, ...contents },
    ]);
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
    for (const { name, span } of contents.uses) {
      expect(name).not.toBe('');
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(lines[span.line]?.length).toBeGreaterThanOrEqual(span.end);
    }
  } else if (contents) {
    expect(contents.reason).not.toBe('');
  }
  importsIn(text, languageAt(file) ?? '');
  ids.in(text, 'yaml');
}

describe('a hostile file', () => {
  it.each(files)('that is cut off or mixed up: %s', (file) => {
    const text = fixture(file);
    const random = createRandom(7);
    for (let round = 0; round < 60; round += 1) {
      const [from, to] = [random(), random()].map((share) => Math.floor(share * text.length));
      readAll(text.slice(0, from), file);
      readAll(text.slice(from), file);
      readAll(text.slice(0, from) + '{[("\'`\\#<&*!\u0000\uD800\uFEFF'.charAt(round % 16) + text.slice(to), file);
      readAll(text.replaceAll('\n', round % 2 ? '\r\n' : '\r'), file);
    }
  });

  const endless = [
    ['brackets', '['.repeat(200_000)],
    ['braces', '{"a":'.repeat(100_000)],
    ['closed brackets', `a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['dots', `a${'.a'.repeat(100_000)} = 1`],
    ['deep YAML', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'laughs',
      `a: &a [x]\n${Array.from({ length: 40 }, (_, at) => `a${at}: &b${at} [*${at ? `b${at - 1}` : 'a'}, *${at ? `b${at - 1}` : 'a'}]`).join('\n')}`,
    ],
    ['spaces', ' '.repeat(300_000)],
    ['lines', '\n'.repeat(300_000)],
    ['quotation marks', '"'.repeat(100_000)],
    ['backslashes', '\\\n'.repeat(100_000)],
    ['one word', 'a'.repeat(300_000)],
    ['words', 'import '.repeat(50_000)],
    ['openings', '/*'.repeat(100_000)],
    ['uses', 'use {'.repeat(20_000)],
    ['models', '--model='.repeat(30_000)],
    ['keys', 'key: '.repeat(50_000)],
    ['hashes', `r${'#'.repeat(100_000)}`.repeat(2)],
    ['templates', '`${'.repeat(50_000)],
    ['here documents', 'RUN <<A <<B <<C\n'.repeat(10_000)],
    ['variables', `FROM ${'${A:-'.repeat(30_000)}`],
    ['imports', `import ${'a, '.repeat(400_000)}`],
    ['lines that go on', `import ${'a, \\\n'.repeat(100_000)}`],
    ['blanks in an address', `a @ ${' '.repeat(200_000)}b`],
    ['numbers in a version', `a==1${'.1'.repeat(300_000)}`],
    ['numbers in a locked version', `[[package]]\nname = "a"\nversion = "1${'.1'.repeat(300_000)}"\nsource = "x"`],
    ['conditions', `{"dependencies": {"a": "${'>1 '.repeat(100_000)}"}}`],
    ['images', `FROM ${'a '.repeat(400_000)}`],
    ['commas', `a>=1${',>=1'.repeat(50_000)}`],
  ] as const;

  /** One file for each reader. */
  const one = (
    'package.json package-lock.json pnpm-lock.yaml yarn.lock bun.lock pyproject.toml requirements.txt setup.cfg uv.lock go.mod ' +
    'Dockerfile compose.yaml .mcp.json a.py a.ts a.rs a.go'
  ).split(' ');

  it.each(endless)('of %s', (_, text) => {
    for (const file of one) readAll(text, file);
  });

  it('that is larger than any manifest', () => {
    const text = `{"dependencies": {${'"a": "1",'.repeat(300_000)} "b": "2"}}`;
    expect(manifestAt('package.json')?.read(text, 'package.json')).toMatchObject({ ok: false });
  });

  it('leaves all objects as they were', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
      readAll(`{"dependencies": {"${key}": "1", "a": {"${key}": {"polluted": true}}}, "${key}": {"polluted": true}}`, 'package.json');
      readAll(`{"packages": {"node_modules/${key}": {"version": "1.0.0"}}, "${key}": {"polluted": true}}`, 'package-lock.json');
      readAll(`{"packages": {"${key}": ["${key}@1.0.0"]}, "${key}": {"polluted": true}}`, 'bun.lock');
      readAll(`[${key}]\npolluted = true\n[project.${key}]\npolluted = true`, 'pyproject.toml');
      readAll(`[[package]]\nname = "${key}"\nversion = "1"\n[package.${key}]\npolluted = true`, 'uv.lock');
      readAll(`services:\n  ${key}: &x\n    polluted: true\n  b:\n    <<: *x\n`, 'compose.yaml');
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });
});
