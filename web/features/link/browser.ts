const [SECRET, OPENED] = ['heyi.browser', 'heyi.link'];
/** Where nothing can be stored, the link works until the page is closed. */
const kept = new Map<string, string>();

function read(storage: () => Storage, name: string): string | undefined {
  try {
    return storage().getItem(name) ?? kept.get(name);
  } catch {
    return kept.get(name);
  }
}

function write(storage: () => Storage, name: string, value: string): void {
  kept.set(name, value);
  try {
    storage().setItem(name, value);
  } catch {
    /* it is kept for this page */
  }
}

const [ever, tab] = [() => localStorage, () => sessionStorage];

/** What this browser alone knows; made before a link is opened, so that a lost answer loses nothing. */
export function browserSecret(): string {
  const known = read(ever, SECRET);
  if (known) return known;
  const made = `${crypto.randomUUID()}${crypto.randomUUID()}`;
  write(ever, SECRET, made);
  return made;
}

/** The link whose step this tab shows. */
export const opened = (): string | undefined => read(tab, OPENED);
export const remember = (secret: string): void => write(tab, OPENED, secret);
