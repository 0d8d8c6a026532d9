// The words that the worker puts into hovers and pages, in the person's language. The worker itself knows no language.

import * as vscode from 'vscode';
import type { PageWords, PreviewWords } from '../protocol/words.js';

export function previewWords(): PreviewWords {
  return {
    minutes: vscode.l10n.t('{0} min read', '{0}'),
    sections: vscode.l10n.t('Sections: {0}', '{0}'),
    takeaways: vscode.l10n.t('Key takeaways: {0}', '{0}'),
    links: vscode.l10n.t('Links: {0}', '{0}'),
    noAddress: vscode.l10n.t('The issue gives no address for this link.'),
    inSection: vscode.l10n.t('In: {0}', '{0}'),
    untitled: vscode.l10n.t('Untitled'),
    note: vscode.l10n.t('Your note: {0}', '{0}'),
    locale: vscode.env.language,
  };
}

export function pageWords(): PageWords {
  return {
    minutes: vscode.l10n.t('{0} min read', '{0}'),
    tldr: vscode.l10n.t('TLDR'),
    contents: vscode.l10n.t('Contents'),
    takeaways: vscode.l10n.t('Key Takeaways'),
    links: vscode.l10n.t('External Links'),
    mentions: vscode.l10n.t('Also Mentioned In'),
    ownPage: vscode.l10n.t('This issue'),
    moreMentions: vscode.l10n.t('and {0} more', '{0}'),
    copy: vscode.l10n.t('Copy'),
    copyAll: vscode.l10n.t('Copy All'),
    copyTakeaway: vscode.l10n.t('Copy this takeaway'),
    copyCode: vscode.l10n.t('Copy this code'),
    copied: vscode.l10n.t('Copied'),
    star: vscode.l10n.t('Star'),
    note: vscode.l10n.t('Your note'),
    addNote: vscode.l10n.t('Add Note'),
    noteHint: vscode.l10n.t('For yourself: it stays in your library.'),
    noteLeft: vscode.l10n.t('Characters left: {0}', '{0}'),
    noAddress: vscode.l10n.t('no address given'),
    copyLabel: vscode.l10n.t('Copy Label'),
    source: vscode.l10n.t('Open Original'),
    noDate: vscode.l10n.t('No date'),
    missing: vscode.l10n.t('The file of this issue is gone; this is the copy in your library.'),
    updated: vscode.l10n.t('updated {0}', '{0}'),
    readFullArticle: vscode.l10n.t('Read Full Article'),
    excerpt: vscode.l10n.t('The feed gives only the beginning.'),
    titleOnly: vscode.l10n.t('The feed gives only the title.'),
    noEssentials: vscode.l10n.t('This issue has no TLDR and no key takeaways: all of it is shown.'),
    extracted: vscode.l10n.t('Taken from the page of the article.'),
    images: vscode.l10n.t('{0} images', '{0}'),
    showAllImages: vscode.l10n.t('Show All'),
    showImage: vscode.l10n.t('Show Image'),
    loadingImage: vscode.l10n.t('Loading…'),
    video: vscode.l10n.t('Video'),
    audio: vscode.l10n.t('Audio'),
    embedded: vscode.l10n.t('Embedded page'),
    locale: vscode.env.language,
  };
}
