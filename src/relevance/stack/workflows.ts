// GitHub workflows and actions: which actions their steps use, and in which images they run. All of it is for developing.

import { imageIn } from './docker.js';
import { onlyUses, packageUse } from './packageUse.js';
import type { FileContents, ManifestKind, PackageUse } from './stackModel.js';
import { Lines, withoutMark } from './structured/lines.js';
import { asText, at, entriesOf, itemsOf, partOf, type Text, type Value } from './structured/value.js';
import { parseYaml } from './structured/yaml.js';

export const workflows: ManifestKind = {
  ecosystem: 'action',
  globs: ['**/.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}'],
  isOurs: (path) => /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/.test(path),
  read: readWorkflow,
};

function readWorkflow(text: string): FileContents {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const lines = new Lines(withoutMark(text));
  const jobs = entriesOf(at(parsed.value, 'jobs')).map(({ value }) => value);
  const steps = [...jobs.map((job) => at(job, 'steps')), at(parsed.value, 'runs', 'steps')].flatMap((list) => itemsOf(list));
  return onlyUses([
    ...[...jobs, ...steps].flatMap((user) => useOf(asText(at(user, 'uses')), lines)),
    ...jobs.flatMap((job) => imagesOf(job)),
  ]);
}

/** `owner/name@v4`, `owner/name/folder@<commit> # v4.2.1`, `docker://image:tag`; `./folder` is of the workspace itself. */
function useOf(uses: Text | undefined, lines: Lines): readonly PackageUse[] {
  if (!uses) return [];
  const scheme = 'docker://';
  if (uses.text.startsWith(scheme)) {
    const { text, span } = uses;
    return imageIn({ kind: 'text', text: text.slice(scheme.length), span: { ...span, start: span.start + scheme.length } }, 'dev');
  }
  const [, name, version] = /^([\w-]{1,39}\/[\w.-]{1,100})(?:\/[^@\s]*)?@(\S+)$/.exec(uses.text) ?? [];
  if (name === undefined || version === undefined) return [];
  const range = /^[\da-f]{40,64}$/i.test(version) ? noted(lines.restAfter(uses.span)) : version;
  return [packageUse({ ecosystem: 'action', name, use: 'dev', range, span: partOf(uses, 0, name.length) })];
}

/** The version that a comment says beside the number of a commit. */
function noted(rest: string): string | undefined {
  return /^["']?\s+#\s*(?:tag=)?(v?\d[\w.-]*)/.exec(rest)?.[1];
}

function imagesOf(job: Value): readonly PackageUse[] {
  const container = at(job, 'container');
  const services = entriesOf(at(job, 'services')).map(({ value }) => at(value, 'image'));
  const images = [asText(container) ?? at(container, 'image'), ...services];
  return images.flatMap((image) => (image?.kind === 'text' && !image.text.includes('${{') ? imageIn(image, 'dev') : []));
}
