// Stands in for `library/topics/topicReader.ts` in a bundle of the ingest benchmark: nobody reads issues for topics.

/** Leaves the reader away. */
export function readTopicsBy(): void {}

/** There is never anybody who reads. */
export function beginReading(): undefined {}
