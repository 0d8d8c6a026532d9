// The floor of the benchmark: literal rows in a tree, literal text in a page, nothing read, parsed, stored or sanitised.
// Two more rows open VS Code's own Markdown preview, so that it is reached by the same click.
/* oxlint-disable typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-assignment -- plain JavaScript on purpose: the fewest steps to a screen */
const vscode = require('vscode');

const rows = ['Text one', 'Text two', 'Preview one', 'Preview two'];
const paragraph = 'A literal line of text that stands in the page as it is, long enough to be wrapped and to fill the screen. ';

exports.activate = (context) => {
  let panel;
  const show = (row) => {
    if (row.startsWith('Preview')) {
      const name = row.endsWith('one') ? 'one.md' : 'two.md';
      const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, name);
      return vscode.commands.executeCommand('markdown.showPreview', file);
    }
    panel ??= vscode.window.createWebviewPanel('floor.page', 'Floor', vscode.ViewColumn.One, {});
    const paragraphs = Array.from({ length: 12 }, (_, i) => `<p>${row} ${i}: ${paragraph.repeat(4)}</p>`);
    panel.webview.html = `<!DOCTYPE html><html><body><h1>${row}</h1>${paragraphs.join('')}</body></html>`;
  };
  const provider = {
    getChildren: () => rows,
    getTreeItem: (row) => ({ label: row, command: { command: 'floor.show', title: 'Show', arguments: [row] } }),
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('floor.show', show),
    vscode.window.registerTreeDataProvider('floor.rows', provider),
  );
};
