// The images of pages, when they are asked for: which address a place stands for, the kept copy or a request, and whether what
// came may be shown. When to ask is decided in the page and in the host.

import type { IssueKey, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { imageLimits, type ImageOutcome } from '../protocol/images.js';
import { imagesIn } from '../render/pageImages.js';
import type { FetchDocument } from '../sources/http/fetchDocument.js';
import { mayLeadTo } from '../sources/http/privateAddress.js';
import { somewherePublic } from './fullArticle.js';
import type { ImageCache } from './imageCache.js';
import { judgeImage } from './judgeImage.js';

/** Pages whose places are remembered: as many readers as anybody has open. */
const mostPages = 16;

/** SVG comes last: servers that choose by this header then give a photograph as one. */
const accepted = 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/svg+xml;q=0.9,image/*;q=0.5';

const longestTime = 30_000;

export interface ImageServices {
  readonly cache: ImageCache;
  readonly fetch: FetchDocument;
  /** The address of the source of an issue, when it has one. */
  readonly webAddressOf: (key: IssueKey) => string | undefined;
  readonly signal: AbortSignal;
}

export class Images {
  readonly #services: ImageServices;
  /** What the places of each page stand for, the page rendered last at the end. */
  readonly #pages = new Map<IssueKey, ReadonlyMap<string, string>>();
  /** Asked for and not answered yet, by address: two places of one image make one request. */
  readonly #pending = new Map<string, Promise<ImageOutcome>>();

  constructor(services: ImageServices) {
    this.#services = services;
  }

  /** A page was rendered: what is asked from now on is asked of this one. */
  noteRendered(key: IssueKey, html: string): void {
    this.#pages.delete(key);
    // Pages without images too: to be asked about them again and again must cost nothing.
    this.#pages.set(key, imagesIn(html));
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > mostPages && oldest !== undefined) this.#pages.delete(oldest);
  }

  get calls(): Pick<CallHandlers<WorkerCalls>, 'image'> {
    return {
      image: ({ key, anchor }) => {
        const places = this.#pages.get(key);
        const address = places?.get(anchor);
        if (address === undefined) return { outcome: places ? 'unknown' : 'forgotten' };
        return this.#load(address, this.#services.webAddressOf(key));
      },
    };
  }

  #load(address: string, from: string | undefined): Promise<ImageOutcome> {
    const isRefused = !mayLeadTo(from ?? somewherePublic, address);
    if (isRefused) return Promise.resolve(failed(address));
    const pending = this.#pending.get(address) ?? this.#find(address).finally(() => this.#pending.delete(address));
    this.#pending.set(address, pending);
    return pending;
  }

  async #find(address: string): Promise<ImageOutcome> {
    const { cache, fetch, signal } = this.#services;
    const kept = await cache.get(address);
    if (kept) {
      const judged = judgeImage(kept);
      if (judged.outcome === 'image') return judged;
      await cache.remove(address);
    }
    const limits = { bytes: imageLimits.bytes, time: longestTime };
    const fetched = await fetch(address, { signal, isUrgent: true, accept: accepted, limits });
    if (fetched.outcome === 'failed') return { outcome: 'failed', problem: fetched.problem };
    if (fetched.outcome === 'notModified') return { outcome: 'unknown' };
    const judged = judgeImage(fetched.bytes);
    if (judged.outcome !== 'image') return judged;
    // Half an image is shown, and asked for again next time.
    if (!fetched.isCutShort) await cache.put(address, fetched.bytes);
    return judged;
  }
}

/** A public page must not have this machine ask a private server. */
function failed(address: string): ImageOutcome {
  return { outcome: 'failed', problem: { reason: 'unsafeRedirect', host: new URL(address).host } };
}
