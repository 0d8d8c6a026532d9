// MCP servers, by name and by what their commands run.

import { expect, it } from 'vitest';
import { fixture, read } from './fixtures.js';

it('reads the file of VS Code', () => {
  expect(read(fixture('node/.vscode/mcp.json'), 'node/.vscode/mcp.json').uses).toEqual([
    'playwright dev [Playwright]',
    'npm:@playwright/mcp dev latest [@playwright/mcp]',
    'linear dev [linear]',
  ]);
});

it('reads the file of other agents, and nothing of the environment', () => {
  expect(read(fixture('python/.mcp.json'), 'python/.mcp.json').uses).toEqual([
    'fetch dev [fetch]',
    'pypi:mcp-server-fetch dev ==2025.4.7 [mcp-server-fetch]',
    'github dev [github]',
    'docker:ghcr.io/github/github-mcp-server dev v0.5.0 [ghcr.io/github/github-mcp-server]',
  ]);
});

it.each([
  [['npx', '@scope/server'], ['npm:@scope/server dev [@scope/server]']],
  [['npx', '-y', '--package=@scope/server@1.2.3', 'serve'], ['npm:@scope/server dev 1.2.3 [@scope/server]']],
  [['npx', '-p', 'server', 'serve'], ['npm:server dev [server]']],
  [['cmd', '/c', 'npx', '-y', 'server'], ['npm:server dev [server]']],
  [['C:\\node\\npx.cmd', 'server'], ['npm:server dev [server]']],
  [['pnpm', 'dlx', 'server'], ['npm:server dev [server]']],
  [['uvx', '--from', 'git+https://example.org/x', 'serve'], []],
  [['uvx', '--python', '3.12', 'some_server@latest'], ['pypi:some-server dev latest [some_server]']],
  [['/usr/bin/uv', 'tool', 'run', '--from=server==1.0', 'serve'], ['pypi:server dev ==1.0 [server]']],
  [['docker', 'run', '--rm', '-it', '--name', 'x', '-v', '/a:/b', '--pull=always', 'mcp/git', 'arg'], ['docker:mcp/git dev [mcp/git]']],
  [['docker', 'ps'], []],
  [['npx'], []],
  [['npx', '-y'], []],
  [['python', 'server.py'], []],
])('reads the command %j', ([command, ...args], expected) => {
  const text = JSON.stringify({ mcpServers: { s: { command, args } } });
  expect(read(text, '.cursor/mcp.json').uses.slice(1)).toEqual(expected);
});
