// Which packages a source imports. Sources are no structured format to a reader of news: each language has a small scanner that
// knows its comments and strings, and what comes with the language itself is left out.

import { goImports } from './imports/goImports.js';
import { javascriptImports } from './imports/javascriptImports.js';
import { pythonImports } from './imports/pythonImports.js';
import { rustImports } from './imports/rustImports.js';
import type { PackageUse } from './stackModel.js';

interface Language {
  /** As VS Code names the language. */
  readonly ids: readonly string[];
  /** Of its files, without the dot. */
  readonly endings: readonly string[];
  importsIn(text: string): readonly PackageUse[];
}

const languages: readonly Language[] = [
  { ids: ['python'], endings: ['py', 'pyi'], importsIn: pythonImports },
  {
    ids: ['typescript', 'javascript', 'typescriptreact', 'javascriptreact'],
    endings: ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs', 'tsx', 'jsx'],
    importsIn: javascriptImports,
  },
  { ids: ['rust'], endings: ['rs'], importsIn: rustImports },
  { ids: ['go'], endings: ['go'], importsIn: goImports },
];

const byId = new Map(languages.flatMap((language) => language.ids.map((id) => [id, language] as const)));
const byEnding = new Map(languages.flatMap(({ endings, ids }) => endings.map((ending) => [ending, ids[0]] as const)));

/** Glob patterns of the sources whose imports are understood. */
export const sourceGlobs: readonly string[] = [`**/*.{${[...byEnding.keys()].join(',')}}`];

/** The language of a source, by its ending; undefined for one whose imports are not understood. */
export function languageAt(path: string): string | undefined {
  return byEnding.get(path.slice(path.lastIndexOf('.') + 1));
}

/** The packages that a source in this language imports, each as often as it does; none for a language that is not known. */
export function importsIn(text: string, languageId: string): readonly PackageUse[] {
  return byId.get(languageId)?.importsIn(text) ?? [];
}
