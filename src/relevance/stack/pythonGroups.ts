// Which groups of Python's dependencies are for developing only. Nothing declares it; it is said by their names.

const words = new Set(
  'dev develop development test tests testing lint linting format docs doc documentation ci build typing types check checks style'.split(
    ' ',
  ),
);

/** Whether the name of a group, or of a requirements file, says that it is for developing: `requirements-dev`, `docs`. */
export function isDevelopment(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => words.has(word));
}
