// All kinds of manifests. To add an ecosystem: a file that makes a `ManifestKind`, and its line here.

import { cargo } from './cargo.js';
import { docker } from './docker.js';
import { goModules } from './goModules.js';
import { mcp } from './mcp.js';
import { npm } from './npm.js';
import { python } from './python.js';
import type { ManifestKind } from './stackModel.js';
import { workflows } from './workflows.js';

export const manifestKinds: readonly ManifestKind[] = [npm, python, cargo, goModules, docker, workflows, mcp];

/** Folders that hold what others wrote, or what was built: no manifest in them says anything about the workspace. */
export const foreignFolders: readonly string[] = (
  'node_modules bower_components site-packages .venv venv .tox .nox __pycache__ vendor target ' +
  '.git .hg .yarn .pnpm-store .cargo .next .nuxt .terraform dist out'
).split(' ');

const foreign = new Set(foreignFolders);

/** Who reads the file at `path` (relative to the workspace's folder, with forward slashes); undefined for anything else. */
export function manifestAt(path: string): ManifestKind | undefined {
  const kind = manifestKinds.find((kind) => kind.isOurs(path));
  return kind &&
    !path
      .split('/')
      .slice(0, -1)
      .some((folder) => foreign.has(folder))
    ? kind
    : undefined;
}
