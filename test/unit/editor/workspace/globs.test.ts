import { describe, expect, it } from 'vitest';
import { anyOf, excludedGlobs, flatGlobs } from '../../../../src/editor/workspace/globs.js';

describe('patterns for a search', () => {
  it('have no braces in braces', () => {
    expect(flatGlobs(['**/{uv,pdm}.lock', '**/*{a,b}*.{txt,in}', '**/go.mod'])).toEqual([
      '**/uv.lock',
      '**/pdm.lock',
      '**/*a*.txt',
      '**/*a*.in',
      '**/*b*.txt',
      '**/*b*.in',
      '**/go.mod',
    ]);
    expect(anyOf(['**/{a,b}', '**/c'])).toBe('{**/a,**/b,**/c}');
    expect(anyOf(['**/go.mod'])).toBe('**/go.mod');
    expect(anyOf([])).toBeUndefined();
  });

  it('leave out what the person excludes, with what is in it', () => {
    const excludes = { '**/out': true, '**/kept': false, '**/*.js': { when: '$(basename).ts' }, '**/logs/**': true };
    expect(excludedGlobs(['node_modules'], excludes)).toEqual(['**/node_modules/**', '**/out', '**/out/**', '**/logs/**']);
    expect(excludedGlobs([], 'nonsense')).toEqual([]);
  });
});
