// The commands of `topicCommands.ts` by name: they are registered at once and loaded on demand.

import type { CommandId } from '../../ids.js';

export const topicCommandIds = [
  'digest.followTopic',
  'digest.followedNews',
  'digest.showTopic',
  'digest.undoUnfollowTopic',
  'digest.unfollowTopic',
  'digest.workspaceNews',
] as const satisfies readonly CommandId[];
