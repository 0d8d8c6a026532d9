// A workspace of 300 manifests in four ecosystems, nested, with sources and a lock file of ten megabytes. The same one each time.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Folders, each with five manifests and five sources. */
const folders = 60;
const dependenciesOfEach = 30;

export const manifestCount = 5 * folders;

/** Names that issues have, so that there is something to be found; the others are made up. */
const known = {
  npm: ['ai', '@modelcontextprotocol/sdk', 'openai', 'langchain', 'next'],
  pypi: ['vllm', 'langchain', 'torch', 'transformers', 'openai'],
  cargo: ['tokio', 'candle-core', 'async-openai'],
  go: ['github.com/ollama/ollama', 'github.com/openai/openai-go'],
};

export function writeWorkspace(root: string): void {
  for (let index = 0; index < folders; index += 1) {
    const folder = path.join(root, `group-${index % 6}`, `part-${index}`);
    mkdirSync(path.join(folder, 'src'), { recursive: true });
    const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
    const made = (kind: string): readonly string[] =>
      Array.from({ length: dependenciesOfEach }, (_, number) => `made-${kind}-${(index * 7 + number) % 400}`);
    const npm = [...known.npm, ...made('npm')];
    const pypi = [...known.pypi, ...made('py')];
    write(
      'package.json',
      JSON.stringify({ name: `part-${index}`, dependencies: Object.fromEntries(npm.map((n) => [n, '^1.2.0'])) }, undefined, 2),
    );
    write('requirements.txt', pypi.map((name) => `${name}>=0.9,<1\n`).join(''));
    write(
      'pyproject.toml',
      `[project]\nname = "part-${index}"\ndependencies = [\n${pypi.map((name) => `  "${name}>=0.9",\n`).join('')}]\n`,
    );
    write(
      'Cargo.toml',
      `[package]\nname = "part-${index}"\n\n[dependencies]\n${[...known.cargo, ...made('rs')].map((name) => `${name} = "1"\n`).join('')}`,
    );
    write('go.mod', `module example.org/part${index}\n\nrequire (\n${known.go.map((name) => `\t${name} v0.5.1\n`).join('')})\n`);
    for (let number = 0; number < 3; number += 1) {
      write(
        `src/ask${number}.py`,
        `import os\n${pypi.map((n) => `import ${n.replaceAll('-', '_')}\n`).join('')}\nask("gpt-5.5")\n${'value = 1\n'.repeat(400)}`,
      );
    }
    for (let number = 0; number < 2; number += 1) {
      write(
        `src/ask${number}.ts`,
        `${npm.map((n, at) => `import * as a${at} from '${n}';\n`).join('')}\nask('claude-sonnet-4-6');\n${'let b = 1;\n'.repeat(400)}`,
      );
    }
  }
  writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'root', workspaces: ['*/*'] }));
  writeFileSync(path.join(root, 'package-lock.json'), lockFile(10_000_000));
}

/** Of about so many characters. */
function lockFile(size: number): string {
  const packages: Record<string, unknown> = { '': { name: 'root' } };
  for (let index = 0, length = 0; length < size; index += 1) {
    const entry = {
      version: `1.${index % 50}.0`,
      resolved: `https://registry.example.org/made-npm-${index}/-/made-npm-${index}-1.${index % 50}.0.tgz`,
      integrity: `sha512-${'A'.repeat(86)}==`,
      dependencies: { [`made-npm-${index + 1}`]: '^1.0.0', [`made-npm-${index + 2}`]: '^1.0.0' },
    };
    packages[`node_modules/made-npm-${index}`] = entry;
    length += JSON.stringify(entry, undefined, 2).length + 60;
  }
  return JSON.stringify({ name: 'root', lockfileVersion: 3, requires: true, packages }, undefined, 2);
}
