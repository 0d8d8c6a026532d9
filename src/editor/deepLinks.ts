// Addresses of issues and sections: `<editor>://<extension>/issue/<key>#<anchor>`. They open in the reader.

import * as vscode from 'vscode';
import type { IssueKey } from '../protocol/backend.js';

const prefix = '/issue/';

/** The address that opens the issue, or a place in it, in an editor that has it in its library. */
export function toDeepLink(extensionId: string, key: IssueKey, anchor?: string): string {
  const parts = { scheme: vscode.env.uriScheme, authority: extensionId, path: `${prefix}${key}` };
  return vscode.Uri.from(anchor === undefined ? parts : { ...parts, fragment: anchor }).toString();
}

/** The place that an address names; undefined when it is no address of an issue. */
export function parseDeepLink(uri: vscode.Uri): { readonly key: IssueKey; readonly anchor?: string } | undefined {
  const key = uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : '';
  if (!key) {
    return undefined;
  }
  return uri.fragment ? { key, anchor: uri.fragment } : { key };
}
