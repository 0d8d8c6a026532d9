// How large a text may be to become an issue: one number for files (bytes) and texts (UTF-16 units), in every room.

/** 20 MB. The sentence that a person reads about it stands in `editor/importSentence.ts`. */
export const largestText = 20 * 1024 * 1024;
