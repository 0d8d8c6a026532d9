// Holds package.json and the code to each other: what one names, the other has. Reads both as text; runs nothing of either.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { toSourceDefinition } from '../../src/protocol/sources.js';
import { suggestedHosts } from '../../src/sources/catalogue.js';
import { readJson } from '../vscode/readJson.js';

interface MenuEntry {
  /** Absent where the entry is a menu of its own. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings?: readonly MenuEntry[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when?: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome?: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly when?: string;
      readonly steps: readonly { readonly id: string; readonly completionEvents: readonly string[] }[];
    }[];
    readonly colors?: readonly { readonly id: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

interface SourceSchema {
  readonly items: {
    readonly oneOf: readonly { readonly required: readonly string[]; readonly properties: Readonly<Record<string, unknown>> }[];
  };
}

const manifestText = readFileSync('package.json', 'utf8');
const manifest = readJson<Manifest>('package.json');
const { contributes } = manifest;
const sourceSchema = readJson<{
  readonly contributes: { readonly configuration: { readonly properties: { readonly 'digest.sources': SourceSchema } } };
}>('package.json').contributes.configuration.properties['digest.sources'];
const words = readJson<Readonly<Record<string, string>>>('package.nls.json');
const texts = readJson<Readonly<Record<string, string>>>('l10n/bundle.l10n.json');

const files = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join('src', name), 'utf8')]),
);
const code = [...files.values()].join('\n');
const ids = files.get('editor/ids.ts') ?? '';
const codeButIds = [...files].filter(([name]) => name !== 'editor/ids.ts').map(([, text]) => text);

/** The first group of each match, sorted, without repeats. */
function found(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

function sorted(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort();
}

const commandTypes = /interface CommandArguments \{([^}]*)\}/.exec(ids)?.[1] ?? '';
const declaredCommands = found(commandTypes, /^\s*'([\w.]+)':/gm);
const contextKeys = found(/type ContextKey =([^;]*);/.exec(ids)?.[1] ?? '', /'([\w.]+)'/g);
const panelTypes = found(ids, /const \w*[pP]anel\w* = '([\w.]+)'/g);
const manifestCommands = sorted(contributes.commands.map(({ command }) => command));
const menuEntries = [...Object.values(contributes.menus).flat(), ...(contributes.keybindings ?? [])];
const views = sorted(
  Object.values(contributes.views)
    .flat()
    .map(({ id }) => id),
);
/** What ends a step of a walkthrough. */
const completions = contributes.walkthroughs.flatMap(({ steps }) =>
  steps.flatMap(({ completionEvents }) =>
    completionEvents.map((completion) => {
      const [event = '', name = ''] = completion.split(':');
      return { event, name };
    }),
  ),
);
const conditions = [
  ...menuEntries.map(({ when }) => when),
  ...contributes.commands.map(({ enablement }) => enablement),
  ...Object.values(contributes.views)
    .flat()
    .map(({ when }) => when),
  ...(contributes.viewsWelcome ?? []).map(({ when }) => when),
  ...contributes.walkthroughs.map(({ when }) => when),
  ...completions.filter(({ event }) => event === 'onContext').map(({ name }) => name),
].filter((when) => when !== undefined);
const settings = sorted(Object.keys(contributes.configuration.properties));
const colors = sorted((contributes.colors ?? []).map(({ id }) => id));

describe('commands', () => {
  test('of the manifest are those of the code', () => {
    expect(manifestCommands).toEqual(declaredCommands.filter((id) => !id.startsWith('_')));
    expect(manifestCommands.length).toBe(contributes.commands.length);
  });

  test('have one handler each', () => {
    const handlers = declaredCommands.map((id) => {
      const handled = new RegExp(`'${id.replaceAll('.', String.raw`\.`)}'\\s*[:(]`, 'g');
      return [id, codeButIds.reduce((count, text) => count + [...text.matchAll(handled)].length, 0)] as const;
    });
    expect(declaredCommands.length).toBeGreaterThan(0);
    expect(handlers.filter(([, count]) => count !== 1)).toEqual([]);
  });

  test('of a menu of its own stand in it, and it in another one', () => {
    const submenus = sorted(contributes.submenus.map(({ id }) => id));
    expect(sorted(menuEntries.flatMap(({ submenu }) => submenu ?? []))).toEqual(submenus);
    expect(submenus.filter((id) => !contributes.menus[id]?.length)).toEqual([]);
  });

  test('of menus, keybindings and links of texts exist', () => {
    const linked = Object.values(words).flatMap((text) => found(text, /command:([\w.]+)/g));
    const named = sorted([...menuEntries.flatMap(({ command }) => command ?? []), ...linked]);
    // VS Code makes a command of each view.
    const known = [...manifestCommands, ...views.map((id) => `${id}.focus`)];
    expect(named.filter((id) => id.startsWith('digest.') && !known.includes(id))).toEqual([]);
  });
});

describe('names', () => {
  test('of views are used by the code, and stand in a container', () => {
    expect(views.filter((id) => !code.includes(`'${id}'`))).toEqual([]);
    const containers = Object.values(contributes.viewsContainers)
      .flat()
      .map(({ id }) => id);
    expect(Object.keys(contributes.views).filter((id) => !containers.includes(id))).toEqual([]);
    expect((contributes.viewsWelcome ?? []).map(({ view }) => view).filter((id) => !views.includes(id))).toEqual([]);
  });

  test('in conditions are those of views, panels and context keys, and every context key is asked for and set', () => {
    const asked = conditions.flatMap((when) => found(when, /\b(digest\.\w+)/g));
    const known = [...views, ...panelTypes, ...contextKeys];
    expect(sorted(asked.filter((name) => !known.includes(name)))).toEqual([]);
    expect(contextKeys.filter((key) => !asked.includes(key))).toEqual([]);
    expect(found(code, /setContext\(\s*'([\w.]+)'/g).filter((key) => key.startsWith('digest.'))).toEqual(contextKeys);
  });

  test('of rows in conditions are given to rows by the code', () => {
    const tree = [...files].filter(([name]) => /^editor\/(?:tree|live)\//.test(name)).map(([, text]) => text);
    const given = new Set(found(tree.join('\n'), /'([A-Za-z ]+)'/g).flatMap((value) => value.split(' ')));
    const asked = conditions.flatMap((when) =>
      found(when, /viewItem (?:==|=~) (\S+)/g).flatMap((value) => found(value.replaceAll(String.raw`\b`, ' '), /([A-Za-z]+)/g)),
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(sorted(asked.filter((value) => !given.has(value)))).toEqual([]);
  });

  test('of settings are read by settings.ts and nowhere else', () => {
    const reader = files.get('editor/settings/settings.ts') ?? '';
    expect(found(reader, /(?:\.get(?:<[^>]*>)?|writtenEntries)\(\s*'([\w.]+)'/g).map((key) => `digest.${key}`)).toEqual(settings);
    const others = [...files].filter(([name, text]) => name !== 'editor/settings/settings.ts' && text.includes('getConfiguration('));
    expect(others.map(([name]) => name)).toEqual([]);
  });

  test('of colours are used', () => {
    expect(found(code, /ThemeColor\(\s*'(digest\.\w+)'/g)).toEqual(colors);
  });

  test('in the code are known to the manifest', () => {
    const known = new Set([...declaredCommands, ...views, ...panelTypes, ...contextKeys, ...settings, ...colors]);
    const named = found(code, /['"`](_?digest\.[A-Za-z]+(?:\.[A-Za-z]+)*)['"`]/g).filter((name) => !name.endsWith('.svg'));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('activation', () => {
  test('has a listener in the code for each event, and an event for each listener', () => {
    const expected = ['onStartupFinished', ...panelTypes.map((type) => `onWebviewPanel:${type}`)];
    if (code.includes('registerUriHandler(')) expected.push('onUri');
    expect([...manifest.activationEvents].sort()).toEqual(expected.sort());
    expect(code).toContain('registerWebviewPanelSerializer(');
  });
});

describe('texts', () => {
  test('of the manifest stand in package.nls.json, all of them used', () => {
    expect(found(manifestText, /"%([\w.]+)%"/g)).toEqual(sorted(Object.keys(words)));
  });

  test('of the code stand in the bundle, all of them used', () => {
    const calls = [...code.matchAll(/\bl10n\s*\.t\(/g)].length;
    const literals = [...code.matchAll(/\bl10n\s*\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g)];
    const used = literals.map(([, single, double]) => (single ?? double ?? '').replaceAll(String.raw`\n`, '\n').replaceAll(/\\(.)/g, '$1'));
    // A text that is put together at run time cannot be translated.
    expect(used.length).toBe(calls);
    expect(sorted(used)).toEqual(sorted(Object.keys(texts)));
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  /** The first cells of the rows of tables. */
  const cells = [...readme.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);

  test('names every command of the palette', () => {
    const hidden = new Set(
      (contributes.menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const shown = contributes.commands.filter(({ command }) => !hidden.has(command)).map(({ title }) => words[title.slice(1, -1)] ?? title);
    const named = new Set(cells.flatMap((cell) => cell.split(', ')));
    expect(shown.filter((title) => !named.has(title))).toEqual([]);
  });

  test('names every setting', () => {
    expect(sorted(cells.filter((cell) => cell.startsWith('`digest.')).map((cell) => cell.slice(1, -1)))).toEqual(settings);
  });
});

describe('sources', () => {
  test('are offered with the name of every host that is asked', () => {
    const welcome = words['welcome.sources'] ?? '';
    expect(
      suggestedHosts().filter((host) => !new RegExp(`(?<![\\w.])${host.replaceAll('.', String.raw`\.`)}(?![\\w-])`).test(welcome)),
    ).toEqual([]);
    const named = found(welcome.replaceAll(/\]\([^)]*\)/g, ''), /((?:[\w-]+\.)+[a-z]{2,})\b/g);
    expect(named).toEqual(sorted(suggestedHosts()));
  });

  test('of every kind and with every property of the schema are understood', () => {
    for (const { required, properties } of sourceSchema.items.oneOf) {
      const values = {
        feed: 'https://a.example/',
        site: 'https://a.example/',
        git: 'https://a.example/',
        was: 'https://b.example/',
        paused: true,
      };
      const entry = Object.fromEntries(Object.keys(properties).map((name) => [name, Reflect.get(values, name) ?? 'text']));
      expect(Object.keys(toSourceDefinition(entry) ?? {}).sort()).toEqual(Object.keys(properties).sort());
      expect(toSourceDefinition(Object.fromEntries(required.map((name) => [name, entry[name]])))).toBeDefined();
    }
    expect(sourceSchema.items.oneOf.map(({ required }) => required)).toEqual([['feed'], ['site'], ['folder'], ['git']]);
  });
});

describe('walkthroughs', () => {
  test('are the one that is opened, and are not there before the person uses Digest: VS Code would open it by itself', () => {
    expect(contributes.walkthroughs.map(({ id, when }) => ({ id, when }))).toEqual([{ id: 'start', when: 'digest.isInUse' }]);
    expect(files.get('editor/commands/gettingStarted.ts')).toContain('#start`');
  });

  test('have steps that end by what the code knows', () => {
    const unknown = completions.filter(
      ({ event, name }) => !(event === 'onContext' || (event === 'onCommand' && declaredCommands.includes(name))),
    );
    expect(completions.length).toBeGreaterThan(3);
    expect(unknown).toEqual([]);
  });
});

test('the pictures of the manifest exist', () => {
  const pictures = found(manifestText, /"(media\/[^"]+)"/g);
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((file) => !existsSync(file))).toEqual([]);
});
