// The person's note on the page: a button while there is none, a field that grows with its text, and how much room is left.
// Every change is told at once; when it is written to the library is the host's business. Shown as text, never as markup.

import { longestNote } from '../digest/longestNote.js';

export interface NoteListener {
  typed(text: string): void;
  left(): void;
}

/** The room that is left is said from here on. */
const almostFull = 500;

const fieldId = 'note-text';
const roomId = 'note-left';

/** What the person is writing, to go on with in a new rendering of the same issue. */
interface Writing {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export class Note {
  readonly #root: HTMLElement;
  readonly #listener: NoteListener;

  constructor(root: HTMLElement, listener: NoteListener) {
    this.#root = root;
    this.#listener = listener;
    root.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('.add-note')) this.edit();
    });
    root.addEventListener('input', (event) => this.#onInput(event));
    root.addEventListener('focusout', (event) => {
      if (event.target !== this.#field) return;
      this.#listener.left();
      this.#showBox(this.#field?.value ?? '');
    });
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.target !== this.#field || event.isComposing) return;
      // It leaves the field and does nothing else: the marks of a search stay.
      event.preventDefault();
      root.focus({ preventScroll: true });
    });
  }

  /** Shows the note that the library has. What the person is just writing counts more. */
  show(text: string): void {
    const field = this.#field ?? this.#makeField();
    if (!field || field === document.activeElement) return;
    field.value = text;
    this.#showBox(text);
    this.#showRoom();
  }

  /** Brings the field into view, ready to be written in. */
  edit(): void {
    const field = this.#field;
    if (!field) return;
    this.#showBox(field.value, true);
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.scrollIntoView({ block: 'nearest' });
  }

  /** Call before the same issue is rendered anew. */
  writing(): Writing | undefined {
    const field = this.#field;
    return field && field === document.activeElement
      ? { text: field.value, start: field.selectionStart, end: field.selectionEnd }
      : undefined;
  }

  /** Call after it, with what `writing` gave. */
  goOn(writing: Writing | undefined): void {
    const field = this.#field;
    if (!field || !writing) return;
    field.value = writing.text;
    this.#showBox(writing.text, true);
    this.#showRoom();
    field.focus({ preventScroll: true });
    field.setSelectionRange(writing.start, writing.end);
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#root.querySelector<HTMLTextAreaElement>(`#${fieldId}`);
  }

  /** The page came without a field: its markup holds nothing that one could type in. */
  #makeField(): HTMLTextAreaElement | undefined {
    const box = this.#root.querySelector<HTMLElement>('.head > .note');
    const words = this.#root.querySelector<HTMLElement>('.add-note')?.dataset;
    if (!box || !words) return undefined;
    const label = document.createElement('label');
    label.className = 'small-label';
    label.htmlFor = fieldId;
    label.textContent = words['note'] ?? '';
    const field = document.createElement('textarea');
    field.id = fieldId;
    field.rows = 1;
    field.dir = 'auto';
    field.maxLength = longestNote;
    field.placeholder = words['hint'] ?? '';
    field.setAttribute('aria-describedby', roomId);
    const room = document.createElement('p');
    room.id = roomId;
    room.className = 'note-left';
    room.setAttribute('aria-live', 'polite');
    box.replaceChildren(label, field, room);
    return field;
  }

  #onInput(event: Event): void {
    const field = this.#field;
    if (!field || event.target !== field) return;
    this.#showRoom();
    this.#listener.typed(field.value);
  }

  /** An empty field is shown only while somebody is about to write in it. */
  #showBox(text: string, isWanted = false): void {
    const isShown = isWanted || text.trim() !== '';
    const box = this.#root.querySelector<HTMLElement>('.note');
    const button = this.#root.querySelector<HTMLElement>('.add-note')?.closest('li');
    if (box) box.hidden = !isShown;
    if (button) button.hidden = isShown;
  }

  #showRoom(): void {
    const room = this.#root.querySelector(`#${roomId}`);
    const words = this.#root.querySelector<HTMLElement>('.add-note')?.dataset['left'];
    if (!room || words === undefined) return;
    const left = longestNote - (this.#field?.value.length ?? 0);
    room.textContent = left <= almostFull ? words.replace('{0}', String(left)) : '';
  }
}
