// The fourth and fifth buttons of a mouse: back and forward. The page itself has nowhere to go, so the browser hears nothing of them.

/** Watches both buttons for the page's whole life. */
export function watchMouseWays(go: (to: 'back' | 'forward') => void): void {
  for (const type of ['mousedown', 'mouseup', 'auxclick'] as const) {
    window.addEventListener(type, (event) => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      if (type === 'mouseup') go(event.button === 3 ? 'back' : 'forward');
    });
  }
}
