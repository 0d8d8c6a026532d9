// What a person may choose in *Add Source…*, and the rows that offer it.

import type * as vscode from 'vscode';
import type { Credentials, OpmlReading, SourceDefinition } from '../../../protocol/sources.js';
import type { TypedSource } from '../addressInput.js';

/** What the person chose. */
export type AddChoice =
  | {
      readonly action: 'add';
      readonly source: SourceDefinition;
      readonly title: string;
      /** They want to give it a name and a category first. */
      readonly isEdited: boolean;
      readonly credentials?: Credentials;
    }
  | { readonly action: 'show'; readonly source: SourceDefinition }
  | { readonly action: 'import'; readonly list: OpmlReading }
  | { readonly action: 'signIn'; readonly address: string }
  | { readonly action: 'folders' | 'catalogue' | 'opml' };

/** What a row does: ends the pick with a choice, or has an address looked at. */
export type AddStep = AddChoice | { readonly action: 'look'; readonly typed: TypedSource };

export interface AddRow extends vscode.QuickPickItem {
  readonly step?: AddStep;
  /** What the row's button does. */
  readonly edit?: AddChoice;
}
