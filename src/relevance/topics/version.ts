// The version that follows a name in a text: `GPT-5.5`, `Qwen 3.5 Plus`, `Kimi K2`, `vLLM v0.9`.

/** A number with the letter that some families put before it; `4o` has one behind. */
const number = /(?:[ \u00a0\n]|[-\u2010\u2011@:]|==)?((?:v|V|R|K|M)?)(\d{1,4}(?:\.\d{1,4}){0,3})([a-z]?)(?![\p{L}\p{N}%$€])(?!\.\d|,\d)/uy;

/** Words behind the number that belong to it. */
const variants =
  'mini|nano|micro|pro|plus|max|ultra|flash|lite|turbo|air|large|medium|small|tiny|instruct|thinking|preview|beta|alpha|coder|codex|high|xhigh|speciale|exp';

const variant = new RegExp(`(?:[ \\u00a0]|[-\\u2010\\u2011])(${variants})(?![\\p{L}\\p{N}])`, 'iuy');

/** Whether a word behind a version belongs to it: `mini`, `pro`. */
export function isVariant(word: string): boolean {
  return variants.split('|').includes(word);
}

/** What a number counts when it is no version. */
const counted =
  /^\s?(?:%|percent\b|x\b|×|million\b|billion\b|thousand\b|times\b|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|seconds?\b|users?\b|people\b|tokens?\b|tips\b|ways\b|reasons\b|things\b|steps\b|models?\b|agents?\b|developers\b|engineers\b)/i;

export interface ReadVersion {
  /** Lower case, its parts joined by `-`. */
  readonly version: string;
  /** Of the number alone and of the whole, in the text. */
  readonly numberEnd: number;
  readonly end: number;
}

/** The version that stands at `at`, directly behind a name; undefined when there is none. */
export function readVersion(text: string, at: number): ReadVersion | undefined {
  number.lastIndex = at;
  const found = number.exec(text);
  if (!found) return undefined;
  const [all, letter = '', digits = '', behind = ''] = found;
  const isApart = /^\s/.test(all);
  const numberEnd = at + all.length;
  const isPlain = letter === '' && behind === '' && !digits.includes('.');
  // A year, a count, or the size of a model.
  if (isPlain && (Number(digits) >= 1900 || (isApart && Number(digits) > 99))) return undefined;
  if (/[bkmt]/.test(behind) || counted.test(text.slice(numberEnd, numberEnd + 14))) return undefined;
  variant.lastIndex = numberEnd;
  const more = variant.exec(text);
  const base = `${letter.toLowerCase() === 'v' ? '' : letter.toLowerCase()}${digits}${behind}`;
  return {
    version: more ? `${base}-${(more[1] ?? '').toLowerCase()}` : base,
    numberEnd,
    end: more ? numberEnd + more[0].length : numberEnd,
  };
}
