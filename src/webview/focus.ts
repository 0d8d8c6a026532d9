// Tells where in the page the keyboard is, so that keys of one letter mean something only where nobody writes; and keeps what is
// written in a field from everything that listens to keys, the editor's keybindings as well.

import type { FocusPlace } from '../protocol/reader.js';

/** Milliseconds without the focus after which the page has lost it. */
const leftMs = 200;

export class Focus {
  readonly #onMoved: (where: FocusPlace) => void;
  #told: FocusPlace = 'none';

  /** `root` gets the focus where nothing else in the page has it: the keyboard goes on at its top. */
  constructor(root: HTMLElement, onMoved: (where: FocusPlace) => void) {
    this.#onMoved = onMoved;
    // Whenever the editor brings the panel to the front it takes the focus and gives it back: a key may come in between.
    window.addEventListener('blur', () => window.setTimeout(() => this.tell(), leftMs));
    window.addEventListener('focus', () => {
      if (document.activeElement === document.body) root.focus({ preventScroll: true });
      this.tell();
    });
    document.addEventListener('focusin', () => this.tell());
    document.addEventListener('focusout', ({ relatedTarget }) => {
      // What gets the focus instead tells by itself; where nothing does, the document has it only when this event is over.
      if (!relatedTarget) window.setTimeout(() => this.tell());
    });
    document.addEventListener('keydown', (event) => {
      if (isField(event.target) && isWriting(event)) event.stopPropagation();
    });
  }

  /** Call at the start, and when what had the focus may have been taken from the page. */
  tell(): void {
    const where = document.hasFocus() ? placeOf(document.activeElement) : 'none';
    if (where === this.#told) return;
    this.#told = where;
    this.#onMoved(where);
  }
}

function placeOf(element: Element | null): FocusPlace {
  if (isField(element)) return 'field';
  return element instanceof HTMLElement && element.tabIndex >= 0 ? 'control' : 'page';
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

/** A character, also one that is still being put together or needs AltGr. */
function isWriting(event: KeyboardEvent): boolean {
  const isShortcut = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
  return event.isComposing || event.key === 'Dead' || (event.key.length === 1 && !isShortcut);
}
