// Reads the JSON files of the build: manifests and results that the project's own commands wrote.
import { readFileSync } from 'node:fs';

/** The content of `file`, believed to be a `T`: for files of our own only. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names what the caller expects
export function readJson<T>(file: string): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that trusts a file's shape
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
