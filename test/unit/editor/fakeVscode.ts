// As much of the module `vscode` as the words and rows of sources need, in English. Nothing of an editor happens here.
// Use: vi.mock('vscode', () => import('<here>/fakeVscode.js')).

export const env = { language: 'en' };

export const l10n = {
  t: (text: string, ...values: readonly (string | number)[]): string =>
    text.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export class ThemeColor {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;
  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: number;
  constructor(label: string, collapsibleState: number) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export const QuickPickItemKind = { Separator: -1, Default: 0 };

export class MarkdownString {
  value: string;
  constructor(value: string) {
    this.value = value;
  }
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}

/** An item of the status bar. */
export class StatusBarItem {
  text = '';
  name: string | undefined;
  command: string | undefined;
  tooltip: string | undefined;
  accessibilityInformation: { readonly label: string } | undefined;
  isShown = false;
  show(): void {
    this.isShown = true;
  }
  hide(): void {
    this.isShown = false;
  }
  dispose(): void {
    this.isShown = false;
  }
}

export const StatusBarAlignment = { Left: 1, Right: 2 };

/** What was asked of the editor: context keys, words in the status bar. */
export const said: { readonly contexts: Map<string, boolean>; readonly messages: string[]; readonly items: StatusBarItem[] } = {
  contexts: new Map(),
  messages: [],
  items: [],
};

export const commands = {
  executeCommand: async (_id: string, key: string, value: boolean): Promise<void> => {
    said.contexts.set(key, value);
  },
};

export const window = {
  setStatusBarMessage: (message: string): void => {
    said.messages.push(message);
  },
  createStatusBarItem: (): StatusBarItem => {
    const item = new StatusBarItem();
    said.items.push(item);
    return item;
  },
  withProgress: <T>(_options: unknown, task: () => Promise<T>): Promise<T> => task(),
};

/** The settings, by their names without `digest.`. */
export const settings = new Map<string, unknown>();

export const workspace = {
  getConfiguration: () => ({ get: (name: string): unknown => settings.get(name) }),
};

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}
