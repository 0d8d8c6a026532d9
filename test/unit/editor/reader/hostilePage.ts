// What a hostile page could say: anything at all, and messages that are nearly right.
import type { FromReader } from '../../../../src/protocol/reader.js';
import { pick, type Random } from '../../../bench/random.js';

const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.NaN,
  '',
  ' ',
  '\u0000',
  '\u202e',
  '__proto__',
  'constructor',
  [],
  {},
  [[]],
  { toString: 'x' },
  { length: 5 },
];

/** Any JSON: deep, wide, with the names that prototypes have. */
export function anyJson(random: Random, depth = 0): unknown {
  const kind = random();
  if (depth > 5 || kind < 0.4) return pick(random, odd);
  if (kind < 0.5) return 'x'.repeat(Math.floor(random() * 50_000));
  if (kind < 0.7) return Array.from({ length: Math.floor(random() * 6) }, () => anyJson(random, depth + 1));
  const names = [
    'type',
    'key',
    'place',
    'anchor',
    'offset',
    'piece',
    'text',
    'url',
    'html',
    '__proto__',
    'constructor',
    'prototype',
    'toJSON',
    'then',
  ];
  return Object.fromEntries(Array.from({ length: Math.floor(random() * 6) }, () => [pick(random, names), anyJson(random, depth + 1)]));
}

/** A message with some of its fields taken away or made anything, but for type and key. */
export function spoilt(message: FromReader, random: Random): unknown {
  const fields = Object.entries(message).map(([name, value]: [string, unknown]): [string, unknown] => {
    if (name === 'type' || name === 'key' || random() < 0.3) return [name, value];
    return random() < 0.2 ? [`${name}s`, value] : [name, name === 'url' && random() < 0.7 ? pick(random, addresses) : anyJson(random)];
  });
  return { ...Object.fromEntries(fields), ...(random() < 0.5 ? Object.fromEntries([['extra', anyJson(random)]]) : {}) };
}

/** Addresses that some parser somewhere takes for another scheme, or for none. */
export const addresses = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  ' javascript:alert(1)',
  'javascript\u003aalert(1)',
  'javascript&colon;alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'file:///etc/passwd',
  'FILE://host/share',
  '\\\\host\\share',
  'vscode://x/y',
  'vscode-insiders://x',
  'command:workbench.action.quit',
  'vscode-webview://x',
  'vscode-remote://x/y',
  'blob:https://example.org/1',
  'filesystem:https://example.org/x',
  'view-source:https://example.org',
  'about:blank',
  'chrome://settings',
  'ms-settings:',
  'tel:1',
  'sms:1',
  'ftp://example.org',
  'ws://example.org',
  'wss://example.org',
  'jar:https://example.org!/',
  'intent://x#Intent;end',
  '\u200bhttps://example.org',
  '\ufeffhttps://example.org',
  '\u00a0https://example.org',
  '\thttps://example.org',
  '\nhttps://example.org',
  'ｈttps://example.org',
  'https：//example.org',
  'https:\\\\example.org',
  'https:example.org',
  'https:/example.org',
  'https://',
  'https:///',
  'http://[',
  'https://%',
  'https://exa mple.org',
  '//example.org',
  '/x',
  '?x',
  '#x',
  '',
  ' ',
];
