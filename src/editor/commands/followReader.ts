// Has the view of issues stand where the reader is.

import { readSettings } from '../settings/settings.js';
import type { AtHand } from './issueAtHand.js';

/** Selects the row of the issue on show; gives whether the view has one, and may follow. */
export async function followReader({ readers, view }: AtHand): Promise<boolean> {
  const { current } = readers;
  return current?.key !== undefined && readSettings().followsReader && view.follow(current.key, current.place?.anchor || undefined);
}
