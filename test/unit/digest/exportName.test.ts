// Names of exported files: what a title may hold and a file system does not.
import { describe, expect, it } from 'vitest';
import { exportName } from '../../../src/digest/exportName.js';

describe('exportName', () => {
  it('is the day and the title', () => {
    expect(exportName('The Inference Inflection', '2026-04-30', 'html')).toBe('2026-04-30 The Inference Inflection.html');
    expect(exportName('推論の転換点: 2026', undefined, 'md')).toBe('推論の転換点 2026.md');
  });

  it.each([
    ['../../etc/passwd', 'etc passwd.md'],
    ['C:\\Users\\a\u0000b?*"<>|', 'C Users a b.md'],
    ['invoice\u202efdp.exe', 'invoice fdp.exe.md'],
    ['Ends with dots... ', 'Ends with dots.md'],
    ['.hidden', 'hidden.md'],
    ['nul', 'issue nul.md'],
    ['COM1.txt', 'issue COM1.txt.md'],
    ['//', 'issue.md'],
    ['', 'issue.md'],
  ])('of %j is one that every file system takes', (title, name) => {
    expect(exportName(title, undefined, 'md')).toBe(name);
  });

  it('is no longer than file systems allow, whatever is in it, and ends with a whole character or word', () => {
    for (const letter of ['🧵', '線', 'ß', 'a', '\ud83e']) {
      const name = exportName(letter.repeat(300), '2026-04-30', 'html');
      expect(Buffer.byteLength(name)).toBeLessThan(255);
      expect(name.isWellFormed()).toBe(true);
    }
    expect(exportName('線'.repeat(300), undefined, 'md')).toBe(`${'線'.repeat(66)}.md`);
    expect(exportName('loom and shuttle '.repeat(20), undefined, 'md')).toBe(`${'loom and shuttle '.repeat(5)}loom and.md`);
    expect(exportName('a'.repeat(100), undefined, 'md')).toBe(`${'a'.repeat(100)}.md`);
  });
});
