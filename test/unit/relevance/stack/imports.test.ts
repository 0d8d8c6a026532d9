// What sources import.

import { describe, expect, it } from 'vitest';
import { importsIn, languageAt, sourceGlobs } from '../../../../src/relevance/stack/imports.js';
import { fixture, said } from './fixtures.js';

/** `requests [requests]`, without what is the same for all of them. */
function imports(text: string, language: string): readonly string[] {
  return importsIn(text, language).map((use) => said(text, use, use.ecosystem).replace(' imported', ''));
}

describe('Python', () => {
  it('reads the fixtures', () => {
    expect(imports(fixture('python/src/triage/classify.py'), 'python')).toEqual([
      'pyyaml [yaml]',
      'langchain [langchain]',
      'langchain-openai [langchain_openai]',
      'triage [triage]',
      'google-cloud-bigquery [google.cloud]',
    ]);
    expect(imports(fixture('python/src/triage/serve.py'), 'python')).toEqual(['vllm [vllm]']);
  });

  it.each([
    ['import torch.nn as nn, cv2', ['torch [torch]', 'opencv-python [cv2]']],
    ['import os, \\\n  sklearn.svm', ['scikit-learn [sklearn]']],
    ['try: import PIL\nexcept ImportError: pass', ['pillow [PIL]']],
    ['a = 1; from bs4 import x', ['beautifulsoup4 [bs4]']],
    ['\tfrom dotenv import (\n  load_dotenv,\n)', ['python-dotenv [dotenv]']],
    ['from google import genai', ['google-genai [google]']],
    ['from google.cloud import (storage,\n aiplatform)', ['google-cloud-storage [google.cloud]', 'google-cloud-aiplatform [google.cloud]']],
    ['import google.generativeai as genai', ['google-generativeai [google.generativeai]']],
    ['from . import x\nfrom .x import y\nfrom ..x import y', []],
    ['from __future__ import annotations\nimport collections.abc', []],
    ['"""\nimport torch\n"""\nx = """import a""" + \'\'\'\nimport b\'\'\'', []],
    ["x = 'it\\'s'\nimport torch # import b", ['torch [torch]']],
    ["x = 'never closed\nimport torch", ['torch [torch]']],
    ['r"\\"\nimport torch', ['torch [torch]']],
    ["# it's\nimport torch", ['torch [torch]']],
    ['importer = 1\nfrom_x = 2\nimport_module("a")\nx.import torch', []],
    ['import torch\r\nimport jax\r\n', ['torch [torch]', 'jax [jax]']],
    ['\uFEFFimport torch', ['torch [torch]']],
    ['import _internal, __main__', []],
    ['import', []],
    ['from x', []],
  ])('reads %j', (text, expected) => {
    expect(imports(text.replace(/^\uFEFF/, ''), 'python')).toEqual(expected);
    expect(importsIn(text, 'python')).toHaveLength(expected.length);
  });
});

describe('JavaScript and TypeScript', () => {
  it('reads the fixtures', () => {
    expect(imports(fixture('node/src/main.ts'), 'typescript')).toEqual([
      '@ai-sdk/openai [@ai-sdk/openai]',
      '@modelcontextprotocol/sdk [@modelcontextprotocol/sdk]',
      'ai [ai]',
      'release-notes-tools [release-notes-tools]',
      'remark [remark]',
    ]);
  });

  it.each([
    ["import 'ai'", ['ai']],
    ["import ai from 'ai'", ['ai']],
    ['import type { A } from "ai/rsc";', ['ai']],
    ["import * as a from '@scope/a/b/c.js'", ['@scope/a']],
    ["import a, { type b as c, 'd e' as f } from 'g'", ['g']],
    ["export * from 'a'; export { b } from 'c'; export * as d from 'e'", ['a', 'c', 'e']],
    ["const a = require('a'), b = await import('b'), c = require(`c`)", ['a', 'b']],
    ["import a = require('a')", ['a']],
    ["const x = 'from', y = 'b'; export const z = 'c'; export default 'd'", []],
    ["import './a'; import '../b'; import '/c'; import '#d'; import '~/e'; import '@/f'; import '@h'", []],
    ["import 'node:fs'; import 'fs/promises'; import 'bun:test'; import 'virtual:x'; import 'https://example.org/x.js'", []],
    ["import a from 'npm:ai@4.3.16'; import b from 'npm:@scope/b'", ['ai', '@scope/b']],
    ["import a from 'ai?raw'", ['ai']],
    ["x.import('a'); y.export({ from: 'b' }); import.meta.env; z.from('c')", []],
    ["/* import 'a' */ // import 'b'\nimport 'c'", ['c']],
    ["const a = /'/; import 'b'; const c = d / 2; const e = '/'; import 'f'", ['b', 'f']],
    ["const a = `${b + `${'}'}`} import 'c'`; import 'd'", ['d']],
    ["const a = 'never closed\nimport 'b'", ['b']],
    ["const a = `never closed\nimport 'b'", []],
    ["return /[/'\"]/g; import 'b'", ['b']],
    ["<p>Don't</p>\nimport('b')", ['b']],
  ])('reads %j', (text, expected) => {
    expect(importsIn(text, 'typescriptreact').map(({ name }) => name)).toEqual(expected);
    expect(imports(text, 'javascript')).toEqual(expected.map((name) => `${name} [${name}]`));
  });
});

describe('Rust', () => {
  it('reads the fixtures', () => {
    expect(imports(fixture('rust/src/main.rs'), 'rust')).toEqual([
      'async-openai [async_openai]',
      'embedder [embedder]',
      'anyhow [anyhow]',
      'tracing [tracing]',
      'tokio [tokio]',
    ]);
    expect(imports(fixture('rust/crates/embedder/src/lib.rs'), 'rust')).toEqual(['candle-core [candle_core]']);
  });

  it.each([
    ['extern crate serde_json as json; pub use tokio; pub(crate) use a::b;', ['serde-json', 'tokio', 'a']],
    ['use std::fs; use core::fmt; use crate::a; use self::b; use super::c; use Kind::*;', []],
    ['use {tokio::{net, fs}, serde::Serialize, std::io};', ['tokio', 'serde']],
    ['fn f() -> impl Sized + use<> {} let user = 1; let r#use = 2;', []],
    ["fn f<'a>(x: &'a str) { let c = '\\''; let d = '\"'; } use tokio::fs;", ['tokio']],
    ['let s = "use a::b"; let t = br##"use "# c::d"##; use tokio::fs;', ['tokio']],
    ['/* never closed use a::b;', []],
    ['use {a}; use {b, c::{d}}; use e;', ['a', 'b', 'c', 'e']],
    ['use {', []],
  ])('reads %j', (text, expected) => {
    expect(importsIn(text, 'rust').map(({ name }) => name)).toEqual(expected);
  });
});

describe('Go', () => {
  it('reads the fixtures', () => {
    expect(imports(fixture('go/cmd/digest/main.go'), 'go')).toEqual([
      'github.com/ollama/ollama/api [github.com/ollama/ollama/api]',
      'github.com/openai/openai-go [github.com/openai/openai-go]',
      'github.com/openai/openai-go/option [github.com/openai/openai-go/option]',
      'example.com/notes/answers/internal/answer [example.com/notes/answers/internal/answer]',
    ]);
  });

  it.each([
    ['package a; import "example.org/a"; import b "example.org/b"', ['example.org/a', 'example.org/b']],
    ['package a\nimport (\n . `example.org/a`\n /* "example.org/x" */\n "net/http" // "example.org/y"\n)', ['example.org/a']],
    ['package a\nvar x = "example.org/a"', []],
    ['package a\nimport "./a"\nimport "C"', []],
    ['/* never closed "example.org/a"', []],
  ])('reads %j', (text, expected) => {
    expect(importsIn(text, 'go').map(({ name }) => name)).toEqual(expected);
  });
});

it('knows languages by the endings of files', () => {
  expect(['a/b.py', 'b.test.tsx', 'c.mjs', 'd.rs', 'e.go', 'f.java', 'py'].map((path) => languageAt(path))).toEqual([
    'python',
    'typescript',
    'typescript',
    'rust',
    'go',
    undefined,
    'python',
  ]);
  expect(sourceGlobs).toEqual(['**/*.{py,pyi,ts,mts,cts,js,mjs,cjs,tsx,jsx,rs,go}']);
  expect(importsIn('import a', 'java')).toEqual([]);
});
