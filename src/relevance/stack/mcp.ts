// MCP servers that editors and agents start: by the name that the file gives them, and by the package or image that is run. What
// is handed to a server (its environment, its headers) holds secrets and is not looked at.

import { packageUse } from './packageUse.js';
import { packageOfCommand } from './mcpCommand.js';
import type { FileContents, ManifestKind, PackageUse } from './stackModel.js';
import { parseJson } from './structured/json.js';
import { asText, at, entriesOf, type Entry, textsOf } from './structured/value.js';

export const mcp: ManifestKind = {
  ecosystem: 'mcp',
  globs: ['**/.vscode/mcp.json', '**/.mcp.json', '**/.cursor/mcp.json'],
  isOurs: (path) => /(?:^|\/)(?:\.mcp|\.vscode\/mcp|\.cursor\/mcp)\.json$/.test(path),
  read: readServers,
};

function readServers(text: string): FileContents {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const servers = ['servers', 'mcpServers'].flatMap((key) => entriesOf(at(parsed.value, key)));
  return { ok: true, uses: servers.flatMap((server) => usesOf(server)), locked: [] };
}

function usesOf({ key, span, value }: Entry): readonly PackageUse[] {
  const name = key.trim();
  if (value.kind !== 'table' || name === '' || name.length > 200) return [];
  const server = packageUse({ ecosystem: 'mcp', name, use: 'dev', span });
  const command = asText(at(value, 'command'));
  return [server, ...(command ? packageOfCommand([command, ...textsOf(at(value, 'args'))]) : [])];
}
