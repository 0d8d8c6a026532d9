// The kinds of sources there are: a definition → what reads it. The one place that knows all of them.

import type { SourceDefinition } from '../../protocol/sources.js';
import { feedKind } from './feedKind.js';
import { FolderSource } from './folderSource.js';
import { gitKind } from './gitKind.js';
import type { LiveSource, SourceServices } from './liveSource.js';
import { PolledSource } from './polledSource.js';
import { siteKind } from './siteKind.js';

export function openSource(definition: SourceDefinition, services: SourceServices): LiveSource {
  if ('feed' in definition) return new PolledSource(definition, feedKind, services);
  if ('site' in definition) return new PolledSource(definition, siteKind, services);
  if ('git' in definition) return new PolledSource(definition, gitKind, services);
  return new FolderSource(definition, services);
}
