// A release for tests: a version, and what a test says of it.

import type { Release } from '../../../../src/relevance/releases/release.js';

export function release(version: string, fields: Partial<Release> = {}): Release {
  return { version, isPrerelease: false, isBreaking: false, key: `source/${version}`, title: version, ...fields };
}
