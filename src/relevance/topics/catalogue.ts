// The topics that ship with Digest: data of our own making, one file for each kind of thing.

import aiLibraries from '../catalogue/ai-libraries.json' with { type: 'json' };
import benchmarks from '../catalogue/benchmarks.json' with { type: 'json' };
import companies from '../catalogue/companies.json' with { type: 'json' };
import devTools from '../catalogue/dev-tools.json' with { type: 'json' };
import formats from '../catalogue/formats.json' with { type: 'json' };
import hardware from '../catalogue/hardware.json' with { type: 'json' };
import languages from '../catalogue/languages.json' with { type: 'json' };
import models from '../catalogue/models.json' with { type: 'json' };
import papers from '../catalogue/papers.json' with { type: 'json' };
import people from '../catalogue/people.json' with { type: 'json' };
import practices from '../catalogue/practices.json' with { type: 'json' };
import products from '../catalogue/products.json' with { type: 'json' };
import publications from '../catalogue/publications.json' with { type: 'json' };
import standards from '../catalogue/standards.json' with { type: 'json' };
import webLibraries from '../catalogue/web-libraries.json' with { type: 'json' };
import type { Topic } from './topic.js';

/**
 * Every topic of the catalogue; a test holds the files to the type. Two milliseconds for each hundred kilobytes: the bundler keeps
 * the files as text until they are asked for here (`esbuild.mjs`).
 */
export function loadCatalogue(): readonly Topic[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON has wider types than its checked content
  return [
    ...models,
    ...companies,
    ...people,
    ...products,
    ...publications,
    ...aiLibraries,
    ...webLibraries,
    ...devTools,
    ...languages,
    ...standards,
    ...formats,
    ...benchmarks,
    ...papers,
    ...practices,
    ...hardware,
  ] as readonly Topic[];
}
