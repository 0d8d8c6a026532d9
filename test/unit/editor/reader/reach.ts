// What a page reaches of VS Code when it is hostile: a stand-in that writes down each way out.

/** What was reached, each as a word or two and what it was given. */
export const reached: [what: string, given: string][] = [];

function reach(what: string, given: unknown): void {
  reached.push([what, String(given)]);
}

/** The `vscode` of these tests. */
export async function reachableVscode(): Promise<object> {
  const fake = await import('../fakeVscode.js');
  return {
    ...fake,
    Uri: { joinPath: (base: unknown, ...path: string[]) => [base, ...path].join('/'), parse: (address: string) => address },
    Disposable: { from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) }) },
    env: {
      language: 'en',
      clipboard: { writeText: async (text: string) => reach('clipboard', text) },
      openExternal: async (address: string) => reach('outside', address),
    },
    commands: { executeCommand: async (id: string, ...given: readonly unknown[]) => reach('command', [id, ...given].join(' ').trim()) },
    window: { ...fake.window, showWarningMessage: async (text: string) => reach('toast', text) },
    workspace: { ...fake.workspace, onDidChangeConfiguration: () => ({ dispose: () => {} }) },
  };
}
