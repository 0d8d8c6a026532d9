// Builds what the backend says of a source, with only what a test is about spelt out.
import { kindOf, type SourceDefinition, type SourceStatus } from '../../../../src/protocol/sources.js';

export function buildStatus(definition: SourceDefinition, more: Partial<SourceStatus> = {}): SourceStatus {
  const kind = kindOf(definition);
  return {
    sourceId: `${kind}-${JSON.stringify(definition)}`,
    kind,
    definition,
    name: definition.name ?? 'Source',
    address: 'https://example.org/',
    issues: 0,
    unread: 0,
    activity: 'idle',
    failed: [],
    ...more,
  };
}
