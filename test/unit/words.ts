// The words of pages and hovers as an English editor gives them.
import type { PageWords, PreviewWords } from '../../src/protocol/words.js';

export const previewWords: PreviewWords = {
  minutes: '{0} min read',
  sections: 'Sections: {0}',
  takeaways: 'Key takeaways: {0}',
  links: 'Links: {0}',
  noAddress: 'No address.',
  inSection: 'In: {0}',
  untitled: 'Untitled',
  note: 'Your note: {0}',
  locale: 'en',
};

export const pageWords: PageWords = {
  minutes: '{0} min read',
  tldr: 'TLDR',
  contents: 'Contents',
  takeaways: 'Key Takeaways',
  links: 'External Links',
  copy: 'Copy',
  copyAll: 'Copy All',
  copyTakeaway: 'Copy this takeaway',
  copyCode: 'Copy this code',
  copied: 'Copied',
  star: 'Star',
  note: 'Your note',
  addNote: 'Add Note',
  noteHint: 'For yourself.',
  noteLeft: 'Characters left: {0}',
  noAddress: 'no address given',
  copyLabel: 'Copy Label',
  source: 'Open Original',
  noDate: 'No date',
  missing: 'The file is gone.',
  updated: 'updated {0}',
  readFullArticle: 'Read Full Article',
  excerpt: 'Only the beginning.',
  titleOnly: 'Only the title.',
  noEssentials: 'No essentials.',
  extracted: 'From its page.',
  locale: 'en',
};
