/** A worked question of the page: its SQL, and the markup that answers it. */
export interface Worked {
  id: string;
  sql: string;
  rows: number;
  /** Copies of its rows and of what to know about them. */
  answer: () => Node[];
}

/** The worked questions that stand in the page. */
export function readWorked(page: ParentNode): Worked[] {
  return [...page.querySelectorAll<HTMLElement>('details[data-asked]')].flatMap((details) => {
    const [built, note] = [details.querySelector<HTMLElement>('.built'), details.querySelector('.note')];
    const sql = details.querySelector('pre')?.textContent?.trim();
    if (!built || !note || !sql) return [];
    const answer = () => [built.cloneNode(true), note.cloneNode(true)];
    return [{ id: details.dataset.asked ?? '', sql, rows: Number(built.dataset.rows), answer }];
  });
}

/** The worked question that a plain press on one of its links is for, and whether it was the link under its answer. */
export function followed(event: MouseEvent, worked: readonly Worked[]): { worked: Worked; below: boolean } | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-asked], a[data-open]');
  const found = worked.find(({ id }) => id === (link?.dataset.open ?? link?.dataset.asked));
  return found && { worked: found, below: link?.dataset.open !== undefined };
}

/** Tells in the shelf which question is in the editor, if any is. */
export function markCurrent(shelf: ParentNode, id: string | undefined): void {
  for (const link of shelf.querySelectorAll<HTMLElement>('a[data-asked]')) {
    if (link.dataset.asked === id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}
