// The extension as VS Code sees it: found, activated without failure, with the commands its manifest promises.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function digest(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('digest-reader.digest');
  assert.ok(extension, 'VS Code does not know the extension');
  return extension;
}

describe('the extension', () => {
  it('activates', async () => {
    await digest().activate();
    assert.equal(digest().isActive, true);
  });

  it('registers every command of its manifest', async () => {
    await digest().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- VS Code hands out our own manifest untyped
    const { commands } = (digest().packageJSON as Manifest).contributes;
    const missing = commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.ok(commands.length > 0, 'the manifest contributes no command');
    assert.deepEqual(missing, []);
  });
});
