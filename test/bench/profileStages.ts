// Where the time of a run went: adds up the samples of a CPU profile by the room whose work they are. A sample belongs to the
// innermost function of its stack whose module names a stage; what libraries do thus counts for whoever asked them.

import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { readJson } from '../vscode/readJson.js';
import { formatTable } from './statistics.js';

/** By path of module, as the bundler names it; the first that fits. */
const stages: readonly (readonly [RegExp, string])[] = [
  [/^src\/sources\/http\//, 'fetching'],
  [/^src\/sources\/feeds\/|^node_modules\/feedsmith\//, 'bytes → feed'],
  [/^src\/render\//, 'sanitising'],
  [/^node_modules\/sanitize-html\//, 'sanitising'],
  [/^src\/digest\/|^src\/ingest\/article/, 'cutting into sections, links, takeaways'],
  [/^src\/relevance\/|^src\/ingest\/topics|^src\/library\/topics/, 'topics'],
  [/^src\/library\/|^src\/ingest\/libraryAccess/, 'library (SQLite)'],
  [/^src\/ingest\/live\/putFeed/, 'fingerprints of entries'],
  [/^src\/ingest\//, 'turns, hashes, events'],
];

/** The table of stages of the profile in `file`, taken of the bundle `bundle`, which must not be minified. */
export function readStages(file: string, bundle: string): string {
  const profile = readJson<Profiler.Profile>(file);
  const stageAt = readModules(bundle);
  const totals = new Map<string, number>();
  const stageOf = assignStages(profile, bundle, stageAt);
  const deltas = profile.timeDeltas ?? [];
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const stage = stageOf.get(id) ?? 'the rest';
    totals.set(stage, (totals.get(stage) ?? 0) + (deltas[index] ?? 0) / 1000);
  }
  const all = [...totals.values()].reduce((sum, time) => sum + time, 0);
  const rows = [...totals]
    .toSorted(([, a], [, b]) => b - a)
    .map(([stage, time]) => [stage, `${time.toFixed(0)} ms`, `${((time / all) * 100).toFixed(0)} %`]);
  return formatTable([['Where the time of one more run went (profiled, and slower for it)', '', ''], ...rows]);
}

/** Node id → stage. Children stand after their parents in a profile, so that one pass from the front hands stages down. */
function assignStages(
  { nodes }: Profiler.Profile,
  bundle: string,
  stageAt: (line: number) => string | undefined,
): ReadonlyMap<number, string> {
  const stageOf = new Map<number, string>();
  const parentOf = new Map<number, number>();
  for (const { id, children = [] } of nodes) for (const child of children) parentOf.set(child, id);
  for (const { id, callFrame } of nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const own =
      functionName === '(garbage collector)'
        ? 'collecting garbage'
        : functionName === '(idle)'
          ? 'waiting'
          : url.endsWith(bundle)
            ? stageAt(lineNumber)
            : undefined;
    const stage = own ?? stageOf.get(parentOf.get(id) ?? -1);
    if (stage !== undefined) stageOf.set(id, stage);
  }
  return stageOf;
}

/** Gives the stage of a line of the bundle, by the comments with which the bundler begins each module. */
function readModules(bundle: string): (line: number) => string | undefined {
  const stageOfLine: (string | undefined)[] = [];
  let stage: string | undefined;
  for (const line of readFileSync(bundle, 'utf8').split('\n')) {
    const module = /^ {0,8}\/\/ ((?:src|test|node_modules)\/\S+)$/.exec(line)?.[1];
    if (module !== undefined) stage = stages.find(([pattern]) => pattern.test(module))?.[1];
    stageOfLine.push(stage);
  }
  return (line) => stageOfLine[line];
}
