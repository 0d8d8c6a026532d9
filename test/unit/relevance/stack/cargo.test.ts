// Cargo.toml and Cargo.lock.

import { expect, it } from 'vitest';
import { contentsOf, fixture, read } from './fixtures.js';

it('reads what a package uses, and what a workspace hands down', () => {
  expect(read(fixture('rust/Cargo.toml'), 'rust/Cargo.toml').uses).toEqual([
    'async-openai dependency 0.28 [async-openai]',
    'tokio dependency 1.45 [tokio]',
    'serde-json dependency 1 [json]',
    'reqwest dependency 0.12 [reqwest]',
    'insta dev 1.43 [insta]',
    'nix dependency 0.30 [nix]',
    'tokio dependency 1.45 [tokio]',
  ]);
  expect(contentsOf(fixture('rust/Cargo.toml'), 'Cargo.toml').own).toEqual({ ecosystem: 'cargo', name: 'chat-archive' });
});

it('reads what is handed down from another file without its range', () => {
  expect(read(fixture('rust/crates/embedder/Cargo.toml'), 'Cargo.toml').uses).toEqual([
    'candle-core dependency 0.9 [candle-core]',
    'tokio dependency [tokio]',
  ]);
});

it('reads what comes from elsewhere, and nothing that means nothing', () => {
  const text = `[dependencies]
"tokio" = "*"
git-one = { git = "https://example.org/one" }
both = { path = "../both", version = "1" }
near = { path = "../near" }
"not a name" = "1"
odd = 1
[build-dependencies]
cc.version = "1.2"
[target.x86_64-pc-windows-msvc.dev-dependencies]
winapi = "0.3"
`;
  expect(read(text, 'Cargo.toml').uses).toEqual([
    'tokio dependency [tokio]',
    'git-one dependency [git-one]',
    'both dependency 1 [both]',
    'odd dependency [odd]',
    'cc dev 1.2 [cc]',
    'winapi dev 0.3 [winapi]',
  ]);
});

it('reads the lock file without the crates of the workspace', () => {
  expect(read(fixture('rust/Cargo.lock'), 'Cargo.lock').locked).toEqual([
    'async-openai 0.28.1',
    'candle-core 0.9.1',
    'reqwest 0.11.27',
    'reqwest 0.12.15',
    'serde-json 1.0.140',
    'tokio 1.45.0',
  ]);
});
