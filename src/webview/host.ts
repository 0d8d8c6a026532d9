// The page's end of the channel to the extension host: posts, checked messages, and the state VS Code keeps for the panel.
// It knows nothing of what is on the page.

import type { IssueKey, Place } from '../protocol/backend.js';
import type { FromReader, ToReader } from '../protocol/reader.js';
import type { ImagesAsked } from './images.js';
import { isSide, messageLimits, parsePlace, parseToReader } from '../protocol/reader.js';

/** What survives hiding the panel and reloading the window. */
export interface SavedState {
  readonly key: IssueKey;
  readonly place: Place;
  readonly images?: ImagesAsked;
}

export interface Host {
  post(message: FromReader): void;
  save(state: SavedState): void;
  /** The state of an earlier life of this panel; undefined when there is none or it cannot be read. */
  saved(): SavedState | undefined;
}

/** Connects to the host; every message that is one of ours reaches `onMessage`, anything else is dropped. */
export function connectHost(onMessage: (message: ToReader) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = parseToReader(event.data);
    if (message) onMessage(message);
  });
  return {
    // The editor's own function, not the window's: it takes no target.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (message) => api.postMessage(message),
    save: (state) => void api.setState(state),
    saved: () => parseSavedState(api.getState()),
  };
}

function parseSavedState(value: unknown): SavedState | undefined {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('place' in value)) return undefined;
  const place = parsePlace(value.place);
  if (typeof value.key !== 'string' || value.key.length > messageLimits.key || !place) return undefined;
  return { key: value.key, place, images: parseImagesAsked('images' in value ? value.images : undefined) };
}

/** None where anything is off: to ask again is one click. */
function parseImagesAsked(value: unknown): ImagesAsked {
  const none: ImagesAsked = { addresses: [], isAll: false, sizes: [] };
  if (typeof value !== 'object' || value === null || !('addresses' in value) || !('isAll' in value)) return none;
  const { addresses, isAll } = value;
  if (!Array.isArray(addresses) || typeof isAll !== 'boolean') return none;
  const sizes = 'sizes' in value && Array.isArray(value.sizes) ? value.sizes.flatMap(parseSize) : [];
  return { addresses: addresses.filter((address) => typeof address === 'string'), isAll, sizes };
}

/** Empty for what is no size. */
function parseSize(value: unknown): ImagesAsked['sizes'] {
  if (!Array.isArray(value)) return [];
  const [anchor, width, height] = Array.from<unknown>(value);
  return typeof anchor === 'string' && isSide(width) && isSide(height) ? [[anchor, width, height]] : [];
}

/** Tells the host of errors nobody caught: the page has no log of its own. */
export function reportFailures(host: Host): void {
  const report = (reason: unknown): void => {
    const message = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    host.post({ type: 'failed', message: message.slice(0, messageLimits.failure) || 'unknown failure' });
  };
  window.addEventListener('error', (event) => report(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
}
