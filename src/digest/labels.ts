// The labels that digests put before their parts, in the languages they are written in, and how a line is read as one.
// Only exact labels count: "Link between X and Y" is a sentence and "Why agents fail" a heading.

/** A label that becomes a field of the model, or `aside`: a known label whose text stays in the body with its label. */
export type LabelKind = 'tldr' | 'summary' | 'takeaways' | 'link' | 'externalLinks' | 'aside';

const words: readonly (readonly [LabelKind, readonly string[]])[] = [
  [
    'tldr',
    [
      'tldr',
      'tl;dr',
      'tl dr',
      'tl; dr',
      'tl-dr',
      'tl/dr',
      'w skrócie',
      'kurzfassung',
      'en bref',
      'en resumen',
      'em resumo',
      '太长不看',
      '太长不读',
      '太長不看',
      '太長不讀',
      '3行まとめ',
      '三行まとめ',
      '세 줄 요약',
      '3줄 요약',
    ],
  ],
  [
    'summary',
    [
      'summary',
      'podsumowanie',
      'streszczenie',
      'zusammenfassung',
      'résumé',
      'resumen',
      'riassunto',
      'resumo',
      'samenvatting',
      'sommario',
      '要約',
      '概要',
      'まとめ',
      '摘要',
      '总结',
      '總結',
      '요약',
    ],
  ],
  [
    'takeaways',
    [
      'key takeaways',
      'key takeaway',
      'takeaways',
      'main takeaways',
      'key points',
      'kluczowe wnioski',
      'najważniejsze wnioski',
      'główne wnioski',
      'wnioski',
      'kluczowe punkty',
      'najważniejsze punkty',
      'wichtigste erkenntnisse',
      'die wichtigsten erkenntnisse',
      'kernaussagen',
      'points clés',
      'à retenir',
      'puntos clave',
      'conclusiones clave',
      'punti chiave',
      'pontos-chave',
      'belangrijkste punten',
      'main points',
      'key lessons',
      'die wichtigsten punkte',
      'wichtigste punkte',
      'die wichtigsten erkenntnisse im überblick',
      'les points clés',
      'points essentiels',
      'les points essentiels',
      'puntos principales',
      'principales conclusiones',
      'principais conclusões',
      'pontos principais',
      'principais pontos',
      'pontos chave',
      'punti principali',
      'i punti chiave',
      'de belangrijkste punten',
      'belangrijkste inzichten',
      'kernpunten',
      'hoofdpunten',
      'belangrijkste conclusies',
      '要点',
      '要點',
      '重要なポイント',
      '主なポイント',
      'キーポイント',
      '要点まとめ',
      '重要ポイント',
      'まとめポイント',
      '核心要点',
      '核心要點',
      '关键要点',
      '關鍵要點',
      '主要观点',
      '核心观点',
      '关键点',
      '要点总结',
      '핵심 요약',
      '핵심 포인트',
      '핵심 정리',
      '주요 시사점',
      '주요 포인트',
      '핵심 요점',
    ],
  ],
  ['link', ['link', 'links', 'linki', 'odnośnik', 'odnośniki', 'lien', 'liens', 'enlace', 'enlaces']],
  ['externalLinks', ['external links', 'linki zewnętrzne', 'zewnętrzne linki', 'externe links', 'liens externes', 'enlaces externos']],
  [
    'aside',
    [
      'why do i care',
      'why should i care',
      'why it matters',
      'why this matters',
      'tradeoffs',
      'trade-offs',
      'dlaczego mnie to obchodzi',
      'dlaczego mnie to interesuje',
      'dlaczego mnie to dotyczy',
      'dlaczego to ważne',
      'kompromisy',
    ],
  ],
];

const kinds = new Map<string, LabelKind>(words.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)));

const longestLabel = 60;

/** A text without its marks of emphasis, a final colon, and differences of case and spacing: the form labels are compared in. */
function toKey(text: string): string {
  return text
    .replace(/\p{Cf}|\ufe0f/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s*_\p{So}]+/u, '')
    .replace(/[\s*_]+$/, '')
    .replace(/\s*[:：?]$/, '')
    .replace(/[\s*_]+$/, '')
    .replace(/[’]/g, "'")
    .toLowerCase()
    .normalize('NFC');
}

/** Kind of a text that is nothing but a label, with or without colon and emphasis. */
export function toLabelKind(text: string): LabelKind | undefined {
  if (text.length > longestLabel) return undefined;
  const key = toKey(text);
  const kind = kinds.get(key);
  if (kind) return kind;
  const counted = /^(.{3,40}) ?\(\d{1,4}\)$/.exec(key);
  const base = counted?.[1] === undefined ? undefined : kinds.get(counted[1].trim());
  return base === 'externalLinks' || base === 'takeaways' ? base : undefined;
}

/** The number in "External Links (3)". */
export function countOf(label: string): number | undefined {
  const found = /\((\d{1,4})\)\W*$/.exec(label.slice(0, longestLabel));
  return found ? Number(found[1]) : undefined;
}

/** A line that begins with a label. */
export interface LabelledLine {
  /** Absent for a bold label that is not known: it ends the part above it but means nothing to the model. */
  readonly kind?: LabelKind;
  /** What follows the label on its line. */
  readonly rest: string;
  /** False for a label that stands alone without a colon, as headings do. */
  readonly hasColon: boolean;
}

/**
 * A line of Markdown that begins with a bold label, its colon inside or after the bold. A known label may stand alone in bold
 * without a colon; an unknown one needs its colon.
 */
export function matchBoldLabel(line: string): LabelledLine | undefined {
  const marked = /^ {0,3}(\*{2,3}|_{2,3})(?=\S)/.exec(line);
  if (!marked) return undefined;
  const mark = marked[1] ?? '**';
  const start = marked[0].length;
  const end = line.indexOf(mark, start);
  if (end <= start || end - start > longestLabel) return undefined;
  const label = line.slice(start, end);
  const after = line.slice(end + mark.length);
  const colonAfter = /^\s*[:：]/.exec(after);
  const hasColon = Boolean(colonAfter) || /[:：]\s*$/.test(label);
  const rest = colonAfter ? after.slice(colonAfter[0].length) : after;
  const kind = toLabelKind(label);
  if (kind && (hasColon || rest.trim() === '')) return { kind, rest: rest.trim(), hasColon };
  return hasColon && !kind ? { rest: rest.trim(), hasColon } : undefined;
}

/** Labels that a sentence may begin with, too: in plain text they count only alone on their line. */
const proseOpeners = new Set(['w skrócie', 'en bref', 'en resumen', 'wnioski', 'links', 'linki']);

/**
 * A line of plain text that is a label, or begins with one and a colon. Without a colon only the label alone on its line
 * counts. Bold marks are tolerated: text is copied from sources as well as from pages.
 */
export function matchPlainLabel(line: string): LabelledLine | undefined {
  const bold = matchBoldLabel(line);
  if (bold?.kind) return bold;
  const alone = toLabelKind(line.trim());
  if (alone) return { kind: alone, rest: '', hasColon: /[:：]\W*$/.test(line) };
  const colon = line.slice(0, longestLabel).search(/[:：]/);
  if (colon <= 0) return undefined;
  const label = line.slice(0, colon).trim();
  const kind = proseOpeners.has(label.toLowerCase()) ? undefined : toLabelKind(label);
  // "*TLDR:* text" and "_TLDR_: text": the mark that closes behind the colon goes with the one that opens.
  const rest = /^[*_]/.test(label) ? line.slice(colon + 1).replace(/^[*_]{1,3}(?=\s|$)/, '') : line.slice(colon + 1);
  return kind ? { kind, rest: rest.trim(), hasColon: true } : undefined;
}
