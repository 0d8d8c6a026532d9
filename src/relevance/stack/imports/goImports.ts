// What a Go source imports: the paths of packages. Imports stand in front of everything else, so the rest is not looked at. Which
// module a path belongs to, the workspace's `go.mod` says.

import { packageUse } from '../packageUse.js';
import type { PackageUse } from '../stackModel.js';
import { Lines, withoutMark } from '../structured/lines.js';

/** Comments, strings, names, and the few signs that may stand there. */
const token = /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|"[^"\n]*"|`[^`]*`|[\p{L}_.][\p{L}\p{N}_]*|[();]/uy;

export function goImports(source: string): readonly PackageUse[] {
  const text = withoutMark(source);
  const lines = new Lines(text);
  const found: PackageUse[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match && !/^(?:func|type|var|const)$/.test(match[0]); match = token.exec(text)) {
    const [written] = match;
    if (!written.startsWith('"') && !written.startsWith('`')) continue;
    const name = written.slice(1, -1);
    if (!isForeign(name)) continue;
    const start = match.index + 1;
    found.push(packageUse({ ecosystem: 'go', name, use: 'imported', span: lines.spanOf(start, start + name.length) }));
  }
  return found;
}

/** Modules begin with a host; what comes with Go does not. */
function isForeign(path: string): boolean {
  return path.length <= 255 && (path.split('/', 1)[0] ?? '').includes('.') && !/[\s\\]/.test(path) && !path.startsWith('.');
}
