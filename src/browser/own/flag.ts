// Says to pages that there is something of the reader's to look for, so that none opens a database for nothing.
const FLAG = 'lem-own';

/** Whether the reader has had anything kept, as far as this page can see. */
export function anyKept(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}

export function setKept(on: boolean): void {
  try {
    if (on) localStorage.setItem(FLAG, '1');
    else localStorage.removeItem(FLAG);
  } catch {
    // A browser that allows no storage keeps nothing either: the database says so.
  }
}
