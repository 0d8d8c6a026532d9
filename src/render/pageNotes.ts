// Footnotes of the page: a mark leads to its note, and the note back to its mark. Works on markup that was sanitised before; the
// names are ours, so that two texts may call their notes alike.

import { idOf } from './pagePart.js';

const noteStart = /<p class="footnote"><sup>([^<]*)<\/sup>/g;
const marks = /<a [^>]*>|<\/a>|<sup class="footnote-mark">([^<]*)<\/sup>/g;

interface Note {
  readonly name: string;
  readonly number: number;
  hasMark: boolean;
}

/**
 * The markup of an issue's text with its footnotes linked. A mark means the note of its own text, else the only one of its name:
 * the notes of a document stand under its last section.
 */
export function linkNotes(text: string): string {
  if (!text.includes('class="footnote-mark"')) return text;
  const bodies = text.split(/(?=<div class="body")/);
  let count = 0;
  const own = bodies.map((body) =>
    Array.from(body.matchAll(noteStart), ([, name = '']): Note => ({ name, number: ++count, hasMark: false })),
  );
  const all = Map.groupBy(own.flat(), ({ name }) => name);
  const onlyOne = (name: string): Note | undefined => {
    const [first, second] = all.get(name) ?? [];
    return second ? undefined : first;
  };
  const marked = bodies.map((body, index) => linkMarks(body, (name) => own[index]?.find((note) => note.name === name) ?? onlyOne(name)));
  return marked.map((body, index) => linkBack(body, own[index] ?? [])).join('');
}

function linkMarks(body: string, noteOf: (name: string) => Note | undefined): string {
  let isInLink = false;
  return body.replace(marks, (whole: string, name: string | undefined) => {
    if (name === undefined) {
      isInLink = whole !== '</a>';
      return whole;
    }
    const note = noteOf(name);
    if (!note || isInLink) return whole;
    const id = note.hasMark ? '' : ` id="${idOf(`mark:${note.number}`)}"`;
    note.hasMark = true;
    return `<sup class="footnote-mark"><a${id} href="#${idOf(`note:${note.number}`)}" data-anchor="note:${note.number}" role="doc-noteref">${name}</a></sup>`;
  });
}

function linkBack(body: string, notes: readonly Note[]): string {
  let index = 0;
  return body.replace(noteStart, (whole: string, name: string) => {
    const note = notes[index++];
    if (!note?.hasMark) return whole;
    const anchor = `mark:${note.number}`;
    return `<p class="footnote" id="${idOf(`note:${note.number}`)}"><sup><a href="#${idOf(anchor)}" data-anchor="${anchor}" role="doc-backlink">${name}</a></sup>`;
  });
}
