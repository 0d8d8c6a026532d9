// The rows of the view *Sources* as plain data: categories in one another, the sources in them. No VS Code in here.

import type { SourceStatus } from '../../protocol/sources.js';
import { addressOf } from '../../protocol/sourceAddress.js';
import { categoryPath } from '../settings/sourceEntries.js';

interface CategoryNode {
  readonly kind: 'category';
  /** Names from the outermost category to this one, joined by `/`. */
  readonly path: string;
  readonly name: string;
  readonly parent?: CategoryNode;
}

export interface SourceNode {
  readonly kind: 'source';
  readonly status: SourceStatus;
  readonly isSignedIn: boolean;
  readonly parent?: CategoryNode;
}

/** A row that says what is wrong with the view or the setting, and opens the setting or tries again. */
export interface SourcesNoticeNode {
  readonly kind: 'notice';
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly action: 'editSources' | 'retry';
}

export type SourcesNode = CategoryNode | SourceNode | SourcesNoticeNode;

/** The rows of the view: what stands at its top and what in each category, found by the category's path. */
export interface SourceRows {
  readonly roots: readonly SourcesNode[];
  readonly children: ReadonlyMap<string, readonly SourcesNode[]>;
}

/** Categories before sources, each by name. `signedIn` holds the ids of the sources that the person has signed in to. */
export function toSourceRows(statuses: readonly SourceStatus[], signedIn: ReadonlySet<string>, locale: string): SourceRows {
  const categories = new Map<string, CategoryNode>();
  const children = new Map<string, SourcesNode[]>();
  const place = (node: SourcesNode, parent: CategoryNode | undefined): void => {
    const siblings = children.get(parent?.path ?? '') ?? [];
    siblings.push(node);
    children.set(parent?.path ?? '', siblings);
  };
  for (const status of statuses) {
    let parent: CategoryNode | undefined;
    for (const name of categoryPath(status.definition.category ?? '')) {
      const path: string = parent ? `${parent.path}/${name}` : name;
      let category = categories.get(path);
      if (!category) {
        category = { kind: 'category', path, name, ...(parent ? { parent } : {}) };
        categories.set(path, category);
        place(category, parent);
      }
      parent = category;
    }
    place({ kind: 'source', status, isSignedIn: signedIn.has(status.sourceId), ...(parent ? { parent } : {}) }, parent);
  }
  const { compare } = new Intl.Collator(locale, { numeric: true });
  for (const siblings of children.values()) {
    siblings.sort((a, b) => Number(a.kind === 'source') - Number(b.kind === 'source') || compare(nameOf(a), nameOf(b)));
  }
  return { roots: children.get('') ?? [], children };
}

/** The row's id; stable while the source is. */
export function sourcesNodeId(node: SourcesNode): string {
  switch (node.kind) {
    case 'category':
      return `category:${node.path}`;
    case 'source':
      return `source:${node.status.sourceId}`;
    case 'notice':
      return `notice:${node.id}`;
  }
}

/** Sources that the person may want to look at: worst first, then those that have not been read for longest. */
export function byHealth(statuses: readonly SourceStatus[], locale: string): readonly SourceStatus[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...statuses].sort((a, b) => severity(b) - severity(a) || (a.lastSuccess ?? 0) - (b.lastSuccess ?? 0) || compare(a.name, b.name));
}

/** Whether something is wrong that the person may want to see: a paused source is as they left it. */
export function isFailing({ problem, definition }: SourceStatus): boolean {
  return problem !== undefined && definition.paused !== true;
}

/** The same, or that one of its files could not be read. */
export function hasTrouble(status: SourceStatus): boolean {
  return isFailing(status) || status.failed.length > 0;
}

/** Where a feed has moved, unless the setting names that address already. Of a site it is its feed that moves, not the site. */
export function newAddressOf({ movedTo, definition }: SourceStatus): string | undefined {
  return 'feed' in definition && movedTo !== addressOf(definition) ? movedTo : undefined;
}

function severity(status: SourceStatus): number {
  if (isFailing(status)) return 4;
  if (status.failed.length > 0) return 3;
  if (newAddressOf(status) !== undefined) return 2;
  return status.note === undefined ? 0 : 1;
}

function nameOf(node: SourcesNode): string {
  switch (node.kind) {
    case 'category':
      return node.name;
    case 'source':
      return node.status.name;
    case 'notice':
      return node.text;
  }
}
