// The quick pick over all issues and sections: asks the library as the person types.

import * as vscode from 'vscode';
import type { Backend, FoundPlace } from '../../protocol/backend.js';
import { formatDay } from '../days.js';
import { withoutIcons } from '../quickPickText.js';

/** Rows asked for at once; typing more words narrows them. */
const limit = 200;

interface PlaceItem extends vscode.QuickPickItem {
  /** Absent on the row that says that nothing was found. */
  readonly place?: FoundPlace;
}

/** What a quick pick offers: issues, their sections, or both. */
export type Offer = 'issues' | 'sections' | 'both';

/** Lets the person choose a place; undefined when they changed their mind. Rejects when the library does not answer. */
export function pickPlace(backend: Backend, placeholder: string, offer: Offer): Promise<FoundPlace | undefined> {
  const pick = vscode.window.createQuickPick<PlaceItem>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let asked = 0;
  const ask = async () => {
    const request = ++asked;
    pick.busy = true;
    const found = await backend.find({ query: pick.value, limit });
    if (request === asked) {
      const offered = found.filter((place) => offer === 'both' || (place.section !== undefined) === (offer === 'sections'));
      pick.items = offered.length ? offered.map(toItem) : [nothingFound(pick.value)];
      pick.busy = false;
    }
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      pick.dispose();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    pick.onDidChangeValue(() => void ask().catch(fail));
    pick.onDidAccept(() => {
      const place = pick.selectedItems[0]?.place;
      if (place) {
        resolve(place);
        pick.hide();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    ask().catch(fail);
  });
}

function nothingFound(query: string): PlaceItem {
  const label = query.trim() ? vscode.l10n.t('Nothing in your library matches') : vscode.l10n.t('There is no issue in your library yet.');
  return { label, alwaysShow: true };
}

function toItem(place: FoundPlace): PlaceItem {
  const day = place.day ? formatDay(place.day) : vscode.l10n.t('no date');
  if (place.section) {
    const icon = new vscode.ThemeIcon('note');
    return {
      place,
      label: withoutIcons(place.section.title),
      description: withoutIcons(place.issueTitle),
      iconPath: icon,
      alwaysShow: true,
    };
  }
  const icon = new vscode.ThemeIcon(place.isRead ? 'circle-outline' : 'circle-filled');
  return {
    place,
    label: withoutIcons(place.issueTitle),
    description: `${day} · ${withoutIcons(place.sourceName)}`,
    iconPath: icon,
    alwaysShow: true,
  };
}
