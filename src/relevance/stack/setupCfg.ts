// `setup.cfg` of setuptools: an INI file whose lists of requirements stand a line each beneath their key.

import { packageUse } from './packageUse.js';
import { readRequirement } from './pep508.js';
import { isDevelopment } from './pythonGroups.js';
import type { FileContents, PackageUse, Use } from './stackModel.js';
import { withoutMark } from './structured/lines.js';

export function readSetup(text: string): FileContents {
  const uses: PackageUse[] = [];
  let section = '';
  let key = '';
  for (const [line, written] of withoutMark(text)
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (/^\s*(?:[#;]|$)/.test(written)) continue;
    let start = 0;
    if (written.startsWith('[')) {
      section = written.slice(1, Math.max(1, written.indexOf(']'))).trim();
      key = '';
      continue;
    }
    if (!/^\s/.test(written)) {
      start = written.indexOf('=') + 1;
      if (start === 0) continue;
      key = written.slice(0, start - 1).trim();
    }
    const use = useOf(section, key);
    const requirement = use && readRequirement(written.slice(start).replace(/\s#.*$/s, ''));
    if (!requirement) continue;
    const span = { line, start: start + requirement.start, end: start + requirement.end };
    uses.push(packageUse({ ecosystem: 'pypi', name: requirement.name, use, range: requirement.range, span }));
  }
  return { ok: true, uses, locked: [] };
}

function useOf(section: string, key: string): Use | undefined {
  if (section === 'options' && key === 'install_requires') return 'dependency';
  if (section === 'options' && (key === 'tests_require' || key === 'setup_requires')) return 'dev';
  if (section === 'options.extras_require' && key !== '') return isDevelopment(key) ? 'dev' : 'dependency';
  return undefined;
}
