/** The rows that contain every word of `filter`, in any case and order. No words: all rows. */
export function filterRows<Row>(rows: readonly Row[], textOf: (row: Row) => string, filter: string): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
