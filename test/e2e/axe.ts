// Asks axe-core about the page that is on show in the real VS Code.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { expect } from 'vitest';
import type { Window } from '../vscode/window.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The frame of the page that is on show; another one after each of its lives. */
export async function pageFrame(window: Window): Promise<Frame> {
  const body = await window.webview().locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('There is no page.');
  return frame;
}

/** What axe finds wrong, each with the markup that it found it at. */
export async function violations(window: Window): Promise<readonly string[]> {
  const frame = await pageFrame(window);
  await frame.evaluate(axe);
  const found = await frame.evaluate<AxeResults>('axe.run(document, { iframes: false, resultTypes: ["violations"] })');
  expect(found.passes.length).toBeGreaterThan(10);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`));
}
