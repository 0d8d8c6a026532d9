// Shows only the essentials of an issue (its TLDR, takeaways and links) where the person wants that. What is left out is decided
// by the style sheet; here is when.

/** Whether only the essentials are on the page. */
export class Essentials {
  readonly #main: HTMLElement;
  #isWanted = false;
  /** Somebody went to a place that the essentials leave out: this issue is shown whole. */
  #isLifted = false;

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Follows what the person wants for all issues. */
  want(isWanted: boolean): void {
    this.#isWanted = isWanted;
    this.#isLifted = false;
    this.#apply();
  }

  /** Another issue has come to the page. */
  begin(): void {
    this.#isLifted = false;
    this.#apply();
  }

  /** Shows the whole issue when `element` is left out; tells whether it was. */
  liftFor(element: HTMLElement | undefined): boolean {
    if (!element || element.checkVisibility()) return false;
    this.#isLifted = true;
    this.#apply();
    return true;
  }

  #apply(): void {
    this.#main.classList.toggle('is-essential', this.#isWanted && !this.#isLifted);
  }
}
