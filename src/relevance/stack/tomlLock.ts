// Lock files that are TOML: a table for each package, with its name and its version. They are megabytes: places are not kept.

import { parse } from 'smol-toml';
import { withoutMark } from './structured/lines.js';
import { asPlain, type Plain } from './structured/plain.js';

interface TomlPackage {
  readonly name: string;
  readonly version: string;
  /** The whole table. */
  readonly fields: Plain;
}

type TomlLock = { readonly ok: true; readonly packages: readonly TomlPackage[] } | { readonly ok: false; readonly reason: string };

/** The packages of the array of tables at `key`; those without a version (whatever the moment has) are left out. */
export function readTomlLock(text: string, key: string): TomlLock {
  try {
    const found = asPlain(parse(withoutMark(text), { maxDepth: 100 }))?.[key];
    const tables: readonly unknown[] = Array.isArray(found) ? found : [];
    return { ok: true, packages: tables.flatMap((table) => packageOf(table)) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function packageOf(table: unknown): readonly TomlPackage[] {
  const fields = asPlain(table);
  const name = fields?.['name'];
  const version = fields?.['version'];
  return fields && typeof name === 'string' && typeof version === 'string' ? [{ name, version, fields }] : [];
}
