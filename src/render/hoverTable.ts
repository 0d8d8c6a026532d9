// A table in a hover: rows of cells as the lines of a Markdown table. What is in a cell is its caller's business.

export class HoverTable {
  readonly #rows: string[][] = [];

  addRow(): void {
    this.#rows.push([]);
  }

  /** Adds a cell, one line of Markdown, to the last row. */
  addCell(cell: string): void {
    // A row is cut at every bar that has no backslash before it, in code too.
    this.#rows.at(-1)?.push(cell.replace(/\\?\|/g, '\\|'));
  }

  /** The lines of the table, the first row as its head; none when it has no cells. */
  lines(): readonly string[] {
    const [head, ...rows] = this.#rows.filter((row) => row.length > 0);
    if (head === undefined) {
      return [];
    }
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), head.length);
    const line = (row: readonly string[]): string => `| ${Array.from({ length: width }, (_, index) => row[index] ?? '').join(' | ')} |`;
    return [line(head), line(Array.from({ length: width }, () => '---')), ...rows.map(line)];
  }
}
