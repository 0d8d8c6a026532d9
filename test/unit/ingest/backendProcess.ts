// A program that does what the extension host does with a backend: starts it, gives it sources, refreshes, and tells what it
// hears, one line of JSON each. Bundled and started by `backendProcesses.ts`; it may be killed at any moment.

import { createBackend } from '../../../src/editor/backend.js';
import type { IssueKey } from '../../../src/protocol/backend.js';
import type { RefreshSummary, SourceDefinition, SourceStatus } from '../../../src/protocol/sources.js';

export interface ProcessOptions {
  readonly workerFile: string;
  readonly storageFolder: string;
  readonly sources: readonly SourceDefinition[];
  /** Bytes. */
  readonly largestDownload: number;
}

export type ProcessLine =
  /** These issues are stored. */
  | { readonly type: 'changed'; readonly keys: readonly IssueKey[] }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'ended'; readonly summary: RefreshSummary; readonly status: readonly SourceStatus[]; readonly peakMemory: number };

function tell(line: ProcessLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function main({ workerFile, storageFolder, sources, largestDownload }: ProcessOptions): Promise<void> {
  const backend = createBackend({
    workerFile,
    storageFolder,
    onEvent: (event) => {
      if (event.event === 'changed' && event.scope === 'issues') tell({ type: 'changed', keys: event.keys ?? [] });
      if (event.event === 'log' && event.level !== 'info' && event.level !== 'debug') tell({ type: 'log', line: event.message });
    },
    log: (level, message) => tell({ type: 'log', line: `${level} ${message}` }),
  });
  await backend.setSources({ sources, polling: { inBackground: false, largestDownload }, credentials: new Map() });
  const summary = await backend.refresh({});
  const status = await backend.sourceStatus();
  await backend.dispose();
  tell({ type: 'ended', summary, status, peakMemory: process.resourceUsage().maxRSS * 1024 });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the test has written
void main(JSON.parse(process.argv[2] ?? '') as ProcessOptions);
