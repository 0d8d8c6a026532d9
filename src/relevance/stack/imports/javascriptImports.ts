// What a source in JavaScript or TypeScript imports: `import`, `export … from`, `import()` and `require()`.

import { isNpmName, splitDescriptor } from '../npmSpec.js';
import { packageUse } from '../packageUse.js';
import type { PackageUse } from '../stackModel.js';
import { Lines, withoutMark } from '../structured/lines.js';
import { type Token, tokensOf } from './javascriptTokens.js';

/** Modules of Node; those that only have a name with `node:` are known by it. */
const builtins = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http ' +
    'http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers ' +
    'tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

export function javascriptImports(source: string): readonly PackageUse[] {
  const text = withoutMark(source);
  const lines = new Lines(text);
  return specifiersIn(text).flatMap(({ text: specifier, start }) => {
    const found = packageOfSpecifier(specifier);
    if (!found) return [];
    const span = lines.spanOf(start + found.start, start + found.start + found.name.length);
    const [module] = found.name.split('/', 1);
    const isScoped = found.name.startsWith('@');
    return [{ ...packageUse({ ecosystem: 'npm', name: found.name, use: 'imported', span }), ...(isScoped || !module ? {} : { module }) }];
  });
}

/** Signs that stand between `import` or `export` and `from`; any other ends the declaration. */
const ofDeclarations = new Set(['{', '}', ',', '*']);

function specifiersIn(text: string): readonly Token[] {
  const tokens = tokensOf(text);
  let isDeclaring = false;
  return tokens.filter((token, at) => {
    const last = tokens[at - 1];
    if (token.kind === 'string') {
      const isFrom = isDeclaring && (last?.text === 'from' || last?.text === 'import');
      if (isFrom) isDeclaring = false;
      return isFrom || isCall(tokens, at);
    }
    if (token.kind === 'sign') isDeclaring = isDeclaring && ofDeclarations.has(token.text);
    // A property may have such a name.
    else if (token.text === 'import' || token.text === 'export') isDeclaring = last?.text !== '.';
    return false;
  });
}

/** Whether the text at this place is what `import()` or `require()` is given. */
function isCall(tokens: readonly Token[], at: number): boolean {
  const [before, called, bracket] = [tokens[at - 3], tokens[at - 2], tokens[at - 1]];
  const isLoading = called?.kind === 'word' && (called.text === 'import' || called.text === 'require');
  return isLoading && bracket?.kind === 'sign' && bracket.text === '(' && before?.text !== '.';
}

/** `@scope/name/folder` → `@scope/name`; undefined for files, for what comes with Node, and for names that a bundler makes up. */
function packageOfSpecifier(specifier: string): { readonly name: string; readonly start: number } | undefined {
  // Deno writes where a package comes from, and its version.
  const start = specifier.startsWith('npm:') ? 'npm:'.length : 0;
  const [path = ''] = specifier.slice(start).split(/[?!]/, 1);
  const parts = path.split('/');
  const whole = path.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  const { name } = splitDescriptor(whole);
  const isPackage = isNpmName(name) && !name.startsWith('~') && (!name.startsWith('@') || name.includes('/'));
  return isPackage && !builtins.has(name) ? { name, start } : undefined;
}
