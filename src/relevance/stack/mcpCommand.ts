// Which package a command runs: `npx -y @scope/name@1.2`, `uvx --from package tool`, `docker run -i --rm image`.

import { imageIn } from './docker.js';
import { isNpmName, splitDescriptor } from './npmSpec.js';
import { packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import { readRequirement } from './pep508.js';
import type { PackageUse } from './stackModel.js';
import { partOf, type Text } from './structured/value.js';

interface Runner {
  /** The words that stand in front of what it runs, one of these sequences. */
  readonly starts: readonly (readonly string[])[];
  /** Options that name the package itself. */
  readonly names: readonly string[];
  /** Whether an option has its value behind it. */
  takesValue(option: string): boolean;
  read(text: Text): readonly PackageUse[];
}

const pythonValues = new Set([
  '--with',
  '--python',
  '--index',
  '--index-url',
  '--extra-index-url',
  '--directory',
  '--env-file',
  '--pip-args',
]);
const dockerFlags = new Set([
  '-i',
  '-t',
  '-it',
  '-ti',
  '-d',
  '--rm',
  '--init',
  '--interactive',
  '--tty',
  '--detach',
  '--privileged',
  '--read-only',
]);

const runners: readonly Runner[] = [
  {
    starts: [['npx'], ['bunx'], ['pnpx'], ['pnpm', 'dlx'], ['yarn', 'dlx'], ['bun', 'x'], ['npm', 'exec']],
    names: ['-p', '--package'],
    takesValue: () => false,
    read: readNpmPackage,
  },
  {
    starts: [['uvx'], ['uv', 'tool', 'run'], ['pipx', 'run']],
    names: ['--from', '--spec'],
    takesValue: (option) => pythonValues.has(option) || option === '-p',
    read: readPythonPackage,
  },
  {
    starts: [
      ['docker', 'run'],
      ['podman', 'run'],
      ['docker', 'container', 'run'],
    ],
    names: [],
    takesValue: (option) => !dockerFlags.has(option) && !option.includes('='),
    read: (text) => imageIn(text, 'dev'),
  },
];

/** What the words of a command run, if it is a package or an image. */
export function packageOfCommand(command: readonly Text[]): readonly PackageUse[] {
  // Windows starts scripts by its shell.
  const words = /^cmd(?:\.exe)?$/i.test(command[0]?.text ?? '') ? command.slice(1).filter(({ text }) => !/^\/[a-z]$/i.test(text)) : command;
  for (const runner of runners) {
    const start = runner.starts.find((start) => start.every((word, at) => nameOf(words[at]) === word));
    if (start) return packageBehind(words.slice(start.length), runner);
  }
  return [];
}

/** The program's name without its folder and `.cmd`. */
function nameOf(word: Text | undefined): string | undefined {
  return word && baseName(word.text.replaceAll('\\', '/')).replace(/\.(?:cmd|exe)$/i, '');
}

function packageBehind(words: readonly Text[], runner: Runner): readonly PackageUse[] {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (!word) break;
    const { text } = word;
    if (!text.startsWith('-')) return runner.read(word);
    const next = words[at + 1];
    if (runner.names.includes(text)) return next ? runner.read(next) : [];
    const named = runner.names.find((name) => text.startsWith(`${name}=`));
    if (named) return runner.read(behind(word, named.length + 1));
    if (runner.takesValue(text)) at += 1;
  }
  return [];
}

function behind(word: Text, start: number): Text {
  return { kind: 'text', text: word.text.slice(start), span: partOf(word, start, word.text.length) };
}

function readNpmPackage(word: Text): readonly PackageUse[] {
  const { name, spec } = splitDescriptor(word.text);
  if (!isNpmName(name)) return [];
  return [packageUse({ ecosystem: 'npm', name, use: 'dev', range: spec === '' ? undefined : spec, span: partOf(word, 0, name.length) })];
}

/** A requirement, or (uv's way) a name and a version with `@` between them. */
function readPythonPackage(word: Text): readonly PackageUse[] {
  const requirement = readRequirement(word.text);
  if (!requirement) return [];
  const { name, range, address, start, end } = requirement;
  const asked = address === undefined || /[:/]/.test(address) ? range : address;
  return [packageUse({ ecosystem: 'pypi', name, use: 'dev', range: asked, span: partOf(word, start, end) })];
}
