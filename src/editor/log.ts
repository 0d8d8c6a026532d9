// The extension's log: one output channel, each line with the component that wrote it.

import type * as vscode from 'vscode';

export interface Log {
  debug(component: string, message: string): void;
  info(component: string, message: string): void;
  warn(component: string, message: string): void;
  error(component: string, message: string): void;
}

/** Writes to VS Code's channel, which adds the time and keeps the level that the person chose. */
export function createLog(channel: vscode.LogOutputChannel): Log {
  return {
    debug: (component, message) => channel.debug(`[${component}] ${message}`),
    info: (component, message) => channel.info(`[${component}] ${message}`),
    warn: (component, message) => channel.warn(`[${component}] ${message}`),
    error: (component, message) => channel.error(`[${component}] ${message}`),
  };
}
