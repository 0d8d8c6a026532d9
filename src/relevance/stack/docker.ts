// Container images: what a Dockerfile is built on, and what a compose file runs. What is built in the workspace is no image that
// it uses.

import { type ImageName, readImageName, withVariables } from './imageName.js';
import { type DockerWord, instructionsOf } from './dockerInstructions.js';
import { onlyUses, packageUse } from './packageUse.js';
import { baseName } from './paths.js';
import type { FileContents, ManifestKind, PackageUse, Span } from './stackModel.js';
import { asText, at, entriesOf, partOf, type Text, type Value } from './structured/value.js';
import { mergedAt, parseYaml } from './structured/yaml.js';

export const docker: ManifestKind = {
  ecosystem: 'docker',
  globs: [
    '**/{Dockerfile,Containerfile}',
    '**/{Dockerfile,Containerfile}.*',
    '**/*.{Dockerfile,dockerfile}',
    '**/{docker-compose,compose}*.{yml,yaml}',
  ],
  isOurs: (path) => isDockerfile(baseName(path)) || isCompose(baseName(path)),
  read: (text, path) => (isCompose(baseName(path)) ? readCompose(text) : onlyUses(readDockerfile(text))),
};

function isDockerfile(name: string): boolean {
  return /^(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i.test(name) && !name.endsWith('.dockerignore');
}

function isCompose(name: string): boolean {
  return /^(?:docker-)?compose[\w.-]*\.ya?ml$/i.test(name);
}

function imageUse(image: ImageName, span: Span, use: PackageUse['use']): PackageUse {
  return packageUse({ ecosystem: 'docker', name: image.name, use, range: image.tag, span });
}

/** An image in a YAML or JSON text, whose variables may have defaults. */
export function imageIn(text: Text, use: PackageUse['use']): readonly PackageUse[] {
  const written = withVariables(text.text, new Map());
  const image = written === undefined ? undefined : readImageName(written);
  if (!image) return [];
  const isWhole = !text.text.startsWith(image.name) && text.text !== written;
  return [imageUse(image, isWhole ? text.span : partOf(text, 0, image.length), use)];
}

function readCompose(text: string): FileContents {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const services = entriesOf(at(parsed.value, 'services')).map(({ value }) => value);
  return onlyUses(services.flatMap((service) => imageOf(service)));
}

function imageOf(service: Value): readonly PackageUse[] {
  const image = asText(mergedAt(service, 'image'));
  // Beside `build`, it is the name that the build is given.
  return image && !mergedAt(service, 'build') ? imageIn(image, 'dependency') : [];
}

function readDockerfile(text: string): readonly PackageUse[] {
  const uses: PackageUse[] = [];
  const stages = new Set<string>();
  const values = new Map<string, string>();
  for (const { verb, words } of instructionsOf(text)) {
    if (verb === 'ARG' && stages.size === 0 && uses.length === 0) {
      for (const { text } of words) setDefault(text, values);
    } else if (verb === 'FROM') {
      const [image, as, stage] = words.filter(({ text }) => !text.startsWith('--'));
      if (image && !stages.has(image.text.toLowerCase())) uses.push(...useOfWord(image, values));
      if (as?.text.toUpperCase() === 'AS' && stage) stages.add(stage.text.toLowerCase());
    } else if (verb === 'COPY') {
      const from = words.find(({ text }) => text.startsWith('--from='));
      const image = from && { ...from, text: from.text.slice('--from='.length), start: from.start + '--from='.length };
      if (image && !stages.has(image.text.toLowerCase()) && !/^\d+$/.test(image.text)) uses.push(...useOfWord(image, values));
    }
  }
  return uses;
}

/** `NAME=value`; one without a value is for whoever builds to give. */
function setDefault(written: string, values: Map<string, string>): void {
  const sign = written.indexOf('=');
  if (sign > 0) values.set(written.slice(0, sign), withVariables(written.slice(sign + 1).replace(/^(["'])(.*)\1$/s, '$2'), values) ?? '');
}

function useOfWord({ text, line, start, end }: DockerWord, values: ReadonlyMap<string, string>): readonly PackageUse[] {
  const written = withVariables(text, values);
  const image = written === undefined ? undefined : readImageName(written);
  if (!image) return [];
  const isPlain = written !== undefined && text.startsWith(written.slice(0, image.length));
  return [imageUse(image, { line, start, end: isPlain ? start + image.length : end }, 'dependency')];
}
