// The commands of `issueCommands.ts` by name: they are registered at once and loaded on demand.

import type { CommandId } from '../ids.js';

export const issueCommandIds = [
  'digest.copyIssueAsMarkdown',
  'digest.copyLink',
  'digest.copyRow',
  'digest.copySectionAsMarkdown',
  'digest.copyTakeaways',
  'digest.exportHtml',
  'digest.exportMarkdown',
  'digest.openExternalLink',
  'digest.openOriginal',
  'digest.readFullArticle',
  'digest.showTakeaways',
  '_digest.openExported',
] as const satisfies readonly CommandId[];
