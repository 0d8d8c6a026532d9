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

  it('is no longer than file systems allow, and cuts no character in two', () => {
    const name = exportName('🧵'.repeat(300), '2026-04-30', 'html');
    expect(Buffer.byteLength(name)).toBeLessThan(400);
    expect(name.isWellFormed()).toBe(true);
    expect(Array.from(name).length).toBe('2026-04-30 '.length + 80 + '.html'.length);
  });
});
