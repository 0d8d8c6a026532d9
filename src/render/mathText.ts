// Formulas in MathML as a line of text: its words and signs in order, powers and indices raised and lowered.
// It sets no formulas: a fraction becomes a/b, a root √(a).

const names: ReadonlySet<string> = new Set(
  (
    'math mi mn mo ms mtext mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mstyle mspace mpadded mphantom ' +
    'mfenced menclose merror mmultiscripts mprescripts mtable mtr mlabeledtr mtd maction semantics annotation annotation-xml'
  ).split(' '),
);

/** Elements whose second child (from 1) is raised or lowered, and the third. */
const scripts: ReadonlyMap<string, readonly [string, string?]> = new Map([
  ['msup', ['sup']],
  ['mover', ['sup']],
  ['msub', ['sub']],
  ['munder', ['sub']],
  ['msubsup', ['sub', 'sup']],
  ['munderover', ['sub', 'sup']],
]);

export interface MathPart {
  readonly before: string;
  readonly after: string;
  /** The element that its text stands in. */
  readonly element?: string | undefined;
}

export function isMath(name: string): boolean {
  return names.has(name);
}

/** What stands around the text of a MathML element that is the `position`-th child (from 1) of `parent`. */
export function mathPart(name: string, parent: string | undefined, position: number): MathPart {
  const element = scripts.get(parent ?? '')?.[position - 2];
  const isOperand = parent === 'mfrac' && name === 'mrow';
  const slash = parent === 'mfrac' && position === 2 ? '/' : '';
  const gap = name === 'mtd' || name === 'mtr' || name === 'mspace' ? ' ' : '';
  const root = name === 'msqrt' || name === 'mroot' ? '\u221a(' : '';
  return { before: `${slash}${gap}${isOperand ? '(' : ''}${root}`, after: isOperand || root !== '' ? ')' : '', element };
}
