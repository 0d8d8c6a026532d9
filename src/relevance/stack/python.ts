// Python: `pyproject.toml` (PEP 621, dependency groups, Poetry, uv, PDM, without Hatch's environments), Pipfile, `setup.cfg`,
// requirements files and lock files.

import { comparedName, describing, packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import { readRequirement } from './pep508.js';
import { isDevelopment } from './pythonGroups.js';
import { isPythonLock, readPythonLock } from './pythonLocks.js';
import { isRequirementsFile, readRequirements } from './requirements.js';
import { readSetup } from './setupCfg.js';
import { type FileContents, type ManifestKind, type PackageUse, type Use } from './stackModel.js';
import { parseToml } from './structured/toml.js';
import {
  asText,
  at,
  entriesOf,
  type Entry,
  isTrueAt,
  itemsOf,
  partOf,
  type Text,
  textAt,
  textsOf,
  type Value,
} from './structured/value.js';

export const python: ManifestKind = {
  ecosystem: 'pypi',
  globs: [
    '**/pyproject.toml',
    '**/{uv,poetry,pdm}.lock',
    '**/pylock*.toml',
    '**/Pipfile',
    '**/Pipfile.lock',
    '**/setup.cfg',
    '**/*{requirements,constraints}*.{txt,in}',
    '**/requirements/**/*.{txt,in}',
  ],
  isOurs: (path) => ownNames.has(baseName(path)) || isPythonLock(baseName(path)) || isRequirementsFile(path),
  read: readFile,
};

const ownNames = new Set(['pyproject.toml', 'Pipfile', 'setup.cfg']);

function readFile(text: string, path: string): FileContents {
  const name = baseName(path);
  if (isPythonLock(name)) return readPythonLock(text, name);
  switch (name) {
    case 'pyproject.toml':
      return readProject(text);
    case 'Pipfile':
      return readPipfile(text);
    case 'setup.cfg':
      return readSetup(text);
    default:
      return readRequirements(text, path);
  }
}

function readProject(text: string): FileContents {
  const parsed = parseToml(text);
  if (!parsed.ok) return parsed;
  const project = at(parsed.value, 'project');
  const tool = at(parsed.value, 'tool');
  const found = [
    ...requirements(at(project, 'dependencies'), 'dependency'),
    ...entriesOf(at(project, 'optional-dependencies')).flatMap(({ key, value }) => requirements(value, useOfGroup(key))),
    ...entriesOf(at(parsed.value, 'dependency-groups')).flatMap(({ value }) => requirements(value, 'dev')),
    ...requirements(at(tool, 'uv', 'dev-dependencies'), 'dev'),
    ...entriesOf(at(tool, 'pdm', 'dev-dependencies')).flatMap(({ value }) => requirements(value, 'dev')),
    ...requirements(at(parsed.value, 'build-system', 'requires'), 'dev'),
    ...ofPoetry(at(tool, 'poetry')),
  ];
  const inWorkspace = new Set(
    entriesOf(at(tool, 'uv', 'sources')).flatMap(({ key, value }) => (liesInWorkspace(value) ? [pypiName(key)] : [])),
  );
  return {
    ok: true,
    uses: found.filter(({ name }) => !inWorkspace.has(name)),
    locked: [],
    ...describing('pypi', textAt(project, 'name') ?? textAt(at(tool, 'poetry'), 'name')),
  };
}

function useOfGroup(name: string): Use {
  return isDevelopment(name) ? 'dev' : 'dependency';
}

/** A list of PEP 508's requirements; what else stands in one (a table that includes another group) is left out. */
function requirements(list: Value | undefined, use: Use): readonly PackageUse[] {
  return textsOf(list).flatMap((text) => requirementUse(text, use));
}

function requirementUse(text: Text, use: Use): readonly PackageUse[] {
  const requirement = readRequirement(text.text);
  if (!requirement || requirement.address?.startsWith('file:')) return [];
  const { name, range, start, end } = requirement;
  return [packageUse({ ecosystem: 'pypi', name, use, range, span: partOf(text, start, end) })];
}

function ofPoetry(poetry: Value | undefined): readonly PackageUse[] {
  return [
    ...byName(at(poetry, 'dependencies'), 'dependency'),
    ...byName(at(poetry, 'dev-dependencies'), 'dev'),
    ...entriesOf(at(poetry, 'group')).flatMap(({ key, value }) => byName(at(value, 'dependencies'), key === 'main' ? 'dependency' : 'dev')),
  ];
}

function readPipfile(text: string): FileContents {
  const parsed = parseToml(text);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    uses: [...byName(at(parsed.value, 'packages'), 'dependency'), ...byName(at(parsed.value, 'dev-packages'), 'dev')],
    locked: [],
  };
}

/** Poetry and Pipenv: names as keys, each with a range, a table, or a list of tables for different platforms. */
function byName(table: Value | undefined, use: Use): readonly PackageUse[] {
  return entriesOf(table).flatMap((entry) => namedUse(entry, use));
}

function namedUse({ key, span, value }: Entry, use: Use): readonly PackageUse[] {
  const details = itemsOf(value)[0] ?? value;
  if (key.toLowerCase() === 'python' || liesInWorkspace(details) || readRequirement(key)?.end !== key.length) return [];
  const range = asText(details)?.text ?? textAt(details, 'version');
  return [packageUse({ ecosystem: 'pypi', name: key, use, range: range === '*' || range === '' ? undefined : range, span })];
}

function liesInWorkspace(source: Value | undefined): boolean {
  return isTrueAt(source, 'workspace') || textAt(source, 'path') !== undefined;
}

function pypiName(name: string): string {
  return comparedName('pypi', name);
}
