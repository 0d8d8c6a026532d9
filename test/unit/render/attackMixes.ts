// Random mixtures of attacks: cut somewhere, put one into another, joined by what parsers stumble over. Seeded, so that a
// failure can be had again.
import type { Attack } from './attackCorpus.js';
import { createRandom } from '../../bench/random.js';

/** What may open, close or separate something between two pieces. */
const joints = [
  '',
  ' ',
  '\n',
  '\n\n',
  '"',
  "'",
  '`',
  '>',
  '<',
  '</',
  '/>',
  '-->',
  '<!--',
  ']]>',
  '<![CDATA[',
  '\n> ',
  '\n- ',
  '\n    ',
  '\n```\n',
  ')',
  '](',
  '](<',
  '**',
  '<svg>',
  '</svg>',
  '<math><mtext>',
  '<table><tr><td>',
  '</table>',
  '<p>',
  '</p>',
  '<a href="',
  "<b title='",
  '<style>',
  '</style>',
  '<title>',
  '<textarea>',
  '<noscript>',
  '<template>',
  '<select>',
  '<pre><code>',
  '</code></pre>',
  '&',
  '&#',
  '\u0000',
  '\\',
];

/** `count` attacks made of pieces of two to four others. Their text still names the attacks they come from. */
export function mixAttacks(attacks: readonly Attack[], count: number, seed: number): readonly Attack[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  const pieceOf = ({ text }: Attack): string => {
    const short = text.slice(0, 400);
    const at = Math.floor(random() * (short.length + 1));
    return pick([short, short, short.slice(0, at), short.slice(at), `${short.slice(0, at)}${pick(joints)}${short.slice(at)}`]);
  };
  return Array.from({ length: count }, (_, index) => {
    const pieces = Array.from({ length: 2 + Math.floor(random() * 3) }, () => `${pieceOf(pick(attacks))}${pick(joints)}`);
    return { number: index + 1, kind: 'mix', name: `${index + 1} of seed ${seed}`, text: pieces.join('') };
  });
}
