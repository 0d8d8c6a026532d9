// What the person is told when a file cannot be written: one sentence with the reason, and nothing for a bug, which is thrown on.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import { writeText } from '../../../src/editor/givenFile.js';

const { failure, warnings, FileSystemError } = vi.hoisted(() => ({
  failure: { now: undefined as Error | undefined },
  warnings: [] as string[],
  FileSystemError: class extends Error {
    readonly code: string;
    constructor(message: string, code = 'Unknown') {
      super(message);
      this.code = code;
    }
  },
}));

vi.mock('vscode', async () => ({
  ...(await import('./fakeVscode.js')),
  FileSystemError,
  window: { showWarningMessage: (said: string) => warnings.push(said) },
  workspace: { fs: { writeFile: () => (failure.now ? Promise.reject(failure.now) : Promise.resolve()) } },
}));

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of an address as is asked for
const uri = { path: '/notes/issue.html' } as Uri;

beforeEach(() => {
  warnings.length = 0;
  failure.now = undefined;
});

describe('a file that is written', () => {
  it('is no news', async () => {
    expect([await writeText(uri, 'text'), warnings]).toEqual([true, []]);
  });

  it.each([
    [
      new FileSystemError('EACCES: permission denied', 'NoPermissions'),
      'issue.html could not be written: you have no permission to write there.',
    ],
    [
      new FileSystemError('Unable to write file (Error: ENOSPC: no space left on device, write)'),
      'issue.html could not be written: the disk is full.',
    ],
    [new FileSystemError('EIO: i/o error'), 'issue.html could not be written.'],
  ])('or not, for %s', async (error, said) => {
    failure.now = error;
    expect([await writeText(uri, 'text'), warnings]).toEqual([false, [said]]);
  });

  it('fails as a bug does for any other reason', async () => {
    failure.now = new TypeError('no');
    await expect(writeText(uri, 'text')).rejects.toThrow(TypeError);
  });
});
