// The rows of *Add Source…*: what can be done with a typed address, and what was found there.

import * as vscode from 'vscode';
import type { Credentials, Inspection, SourceCandidate, SourceDefinition, SourceProblem } from '../../../protocol/sources.js';
import { formatDay } from '../../days.js';
import type { TypedSource } from '../addressInput.js';
import { problemLabel } from '../problemLabels.js';
import { problemCause } from '../problemWords.js';
import { addressOf } from '../../../protocol/sourceAddress.js';
import { sourceKey, sourceKeys } from '../../settings/sourceKey.js';
import { kindIcon } from '../sourceItem.js';
import type { AddChoice, AddRow, AddStep } from './addSourceChoice.js';
import { withoutIcons } from '../../quickPickText.js';

/** Titles of a source that are shown before it is added, and the most characters of each. */
const shownTitles = { count: 3, length: 60 };

/** The ways to sources that need no address. */
export function startRows(): readonly AddRow[] {
  return [
    row('list-unordered', vscode.l10n.t('Choose from the Catalogue…'), { step: { action: 'catalogue' } }),
    row('folder', vscode.l10n.t('Choose Folders…'), { step: { action: 'folders' } }),
    row('list-tree', vscode.l10n.t('Import OPML…'), { step: { action: 'opml' } }),
  ];
}

/** What can be done with an address before it was looked at. */
export function typedRows(typed: TypedSource | undefined): readonly AddRow[] {
  if (!typed) {
    return [
      row('info', vscode.l10n.t('This is not an address yet'), {
        detail: vscode.l10n.t('For example example.org, https://example.org/feed.xml or ~/notes/digests'),
      }),
    ];
  }
  const { address, repository, credentials } = typed;
  return [
    row('search', vscode.l10n.t('Look at {0}', address), {
      detail: vscode.l10n.t('Shows what is there before anything is added'),
      step: { action: 'look', typed },
    }),
    ...(repository === undefined
      ? []
      : [
          row('repo', vscode.l10n.t('Look at it as a git repository'), {
            detail: repository,
            step: { action: 'look', typed: { address: repository, guess: { git: repository }, ...(credentials ? { credentials } : {}) } },
          }),
        ]),
  ];
}

export function workingRow({ address }: TypedSource): AddRow {
  return row('loading~spin', vscode.l10n.t('Looking at {0}…', address), { detail: vscode.l10n.t('Escape stops') });
}

/** What was found at an address, or why nothing was. */
export function foundRows(
  inspection: Inspection,
  typed: TypedSource,
  known: readonly SourceDefinition[],
  credentials: Credentials | undefined,
): readonly AddRow[] {
  switch (inspection.outcome) {
    case 'found': {
      const keys = new Set(known.flatMap(sourceKeys));
      return inspection.candidates.map((candidate) => candidateRow(candidate, keys, credentials));
    }
    case 'opml': {
      const { list } = inspection;
      return [
        row('list-tree', vscode.l10n.t('Import {0} sources', list.sources.length), {
          description: withoutIcons(list.title ?? ''),
          detail: vscode.l10n.t('This is a list of feeds (OPML)'),
          step: { action: 'import', list },
        }),
      ];
    }
    case 'failed':
      return failedRows(inspection.problem, typed, credentials);
  }
}

function candidateRow(candidate: SourceCandidate, known: ReadonlySet<string>, credentials: Credentials | undefined): AddRow {
  const { definition, title, format, issues, newest, titles, kind } = candidate;
  const isKnown = known.has(sourceKey(definition));
  const add = (isEdited: boolean): AddChoice => ({
    action: 'add',
    source: definition,
    title,
    isEdited,
    ...(credentials ? { credentials } : {}),
  });
  const facts = [
    ...(isKnown ? [vscode.l10n.t('already among your sources')] : []),
    format,
    ...(issues === undefined ? [] : [issues === 1 ? vscode.l10n.t('1 issue') : vscode.l10n.t('{0} issues', issues)]),
    ...(newest === undefined ? [] : [vscode.l10n.t('newest {0}', formatDay(newest))]),
  ];
  const first = titles.slice(0, shownTitles.count).map(shortened).join(' · ');
  const name = title || addressOf(definition);
  return {
    ...row(isKnown ? 'check' : kindIcon(kind), isKnown ? name : vscode.l10n.t('Add “{0}”', name), {
      description: withoutIcons(facts.join(' · ')),
      detail: withoutIcons(first === '' ? addressOf(definition) : first),
      step: isKnown ? { action: 'show', source: definition } : add(false),
    }),
    ...(isKnown
      ? {}
      : { buttons: [{ iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Add with Name and Category…') }], edit: add(true) }),
  };
}

/** The first row says why nothing was found, and does what helps. */
function failedRows(problem: SourceProblem, typed: TypedSource, credentials: Credentials | undefined): readonly AddRow[] {
  const { address, guess } = typed;
  const anyway: AddChoice = { action: 'add', source: guess, title: address, isEdited: false, ...(credentials ? { credentials } : {}) };
  const why = { description: problemLabel(problem), detail: withoutIcons(problemCause(problem, shortened(address))) };
  const again: AddStep = { action: 'look', typed };
  return [
    ...(problem.reason === 'signIn'
      ? [
          row('key', vscode.l10n.t('Sign In…'), { ...why, step: { action: 'signIn', address } }),
          row('refresh', vscode.l10n.t('Try Again'), { step: again }),
        ]
      : [row('refresh', vscode.l10n.t('Try Again'), { ...why, step: again })]),
    row('add', vscode.l10n.t('Add Anyway'), {
      detail: vscode.l10n.t('It is tried again by itself, and its row says what is wrong'),
      step: anyway,
    }),
  ];
}

/** Rows are shown whatever stands in the box: that is an address, not a filter. */
function row(icon: string, label: string, more: Partial<AddRow>): AddRow {
  return { alwaysShow: true, iconPath: new vscode.ThemeIcon(icon), ...more, label: withoutIcons(label) };
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= shownTitles.length ? line : `${line.slice(0, shownTitles.length).trimEnd()}…`;
}
