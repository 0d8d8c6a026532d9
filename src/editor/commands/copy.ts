// Copying rows, sections and whole issues.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import { copyText } from '../clipboard.js';
import type { HandlersOf } from '../register.js';
import { readSettings } from '../settings/settings.js';
import type { TreeNode } from '../tree/nodes.js';
import { pageWords } from '../words.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';
import { bullet, takeawaysText } from './takeawayText.js';

export function copyCommands(
  backend: Backend,
  atHand: AtHand,
): HandlersOf<'digest.copyRow' | 'digest.copyIssueAsMarkdown' | 'digest.copySectionAsMarkdown'> {
  const copyMarkdown = async (key: IssueKey, anchor: string | undefined, said: string) => {
    const text = await backend.asMarkdown({ key, words: pageWords(), ...(anchor ? { anchor } : {}) });
    if (text !== undefined) {
      await copyText(text.trimEnd(), said);
    }
  };
  return {
    'digest.copyRow': async (node, selected) => {
      const rows = selected?.length ? selected : node ? [node] : atHand.view.selection;
      const text = await rowsAsText(backend, rows);
      if (text) {
        await copyText(text, rows.length === 1 ? vscode.l10n.t('Copied') : vscode.l10n.t('{0} rows copied', rows.length));
      }
    },
    'digest.copyIssueAsMarkdown': async (node) => {
      const key = issueAtHand(atHand, node) ?? (await pickPlace(backend, vscode.l10n.t('Copy which issue?'), 'issues'))?.key;
      if (key !== undefined) {
        await copyMarkdown(key, undefined, vscode.l10n.t('Issue copied as Markdown'));
      }
    },
    'digest.copySectionAsMarkdown': async (node) => {
      const place = await sectionAtHand(backend, atHand, node);
      if (place) {
        await copyMarkdown(place.key, place.anchor, vscode.l10n.t('Section copied as Markdown'));
      }
    },
  };
}

/** What Ctrl/Cmd+C puts on the clipboard for rows: takeaways as text or bullets, links as addresses, the rest as Markdown. */
async function rowsAsText(backend: Backend, rows: readonly TreeNode[]): Promise<string> {
  const isList = rows.length > 1;
  const texts: string[] = [];
  for (const row of rows) {
    texts.push(await rowAsText(backend, row, isList));
  }
  const isBullets = isList && rows.every(({ kind }) => kind === 'takeaway' || kind === 'link');
  return texts.filter((text) => text).join(isBullets ? '\n' : '\n\n');
}

async function rowAsText(backend: Backend, row: TreeNode, isList: boolean): Promise<string> {
  const format = readSettings().copyFormat;
  switch (row.kind) {
    case 'takeaway': {
      const text = format === 'plainText' ? row.text : row.markdown;
      return isList ? bullet(format === 'plainText' ? '•' : '-', text) : text;
    }
    case 'link':
      return row.url ?? row.label;
    case 'takeaways': {
      const outline = await backend.outline({ key: row.key });
      return outline ? takeawaysText(outline, format) : '';
    }
    case 'links': {
      const outline = await backend.outline({ key: row.key });
      return outline?.links.map(({ label, url }) => (url ? `- [${label}](<${url}>)` : `- ${label}`)).join('\n') ?? '';
    }
    case 'issue':
      return (await backend.asMarkdown({ key: row.key, words: pageWords() })) ?? '';
    case 'tldr':
    case 'intro':
    case 'section':
      return (await backend.asMarkdown({ key: row.key, anchor: row.anchor, words: pageWords() })) ?? '';
    case 'news': {
      const place = row.anchor === undefined ? { key: row.key } : { key: row.key, anchor: row.anchor };
      return (await backend.asMarkdown({ ...place, words: pageWords() })) ?? '';
    }
    case 'search':
      return row.search.query;
    case 'topic':
      return row.topic.name;
    case 'workspace':
    case 'followed':
    case 'group':
    case 'more':
    case 'notice':
      return '';
  }
}

/** The section of the row, else of the place that the reader is at, else one that the person chooses. */
async function sectionAtHand(
  backend: Backend,
  { readers }: AtHand,
  node?: TreeNode,
): Promise<{ readonly key: IssueKey; readonly anchor: string } | undefined> {
  if ((node?.kind === 'section' || node?.kind === 'news') && node.anchor !== undefined) {
    return { key: node.key, anchor: node.anchor };
  }
  const panel = readers.current;
  const anchor = panel?.place?.anchor;
  if (panel?.key !== undefined && anchor) {
    const outline = await backend.outline({ key: panel.key });
    if (outline?.sections.some((section) => section.anchor === anchor)) {
      return { key: panel.key, anchor };
    }
  }
  const place = await pickPlace(backend, vscode.l10n.t('Copy which section?'), 'sections');
  return place?.section && { key: place.key, anchor: place.section.anchor };
}
