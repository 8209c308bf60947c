/** Save what a card made as a file, or say what happened instead. */
import { copyText } from './clipboard';

export const REFUSED = 'This page may not save files';

/**
 * Whether a download can start: a frame with a sandbox swallows it without a word, unless its
 * `sandbox` allows downloads. Where nobody can tell, it is tried.
 */
export function maySave(): boolean {
  try {
    const sandbox = window.frameElement?.getAttribute('sandbox');
    if (typeof sandbox === 'string') return sandbox.split(/\s+/).includes('allow-downloads');
  } catch {
    // The frame belongs to a page of another origin.
  }
  return window.origin !== 'null' || window.parent === window;
}

export function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A title as the name of a file: `confusion-matrix.csv`. */
export function fileName(title: string | undefined, extension: string): string {
  const stem = (title ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${stem || 'card'}.${extension}`;
}

/** Text as a file; where none can be saved it is copied. */
export async function saveText(name: string, text: string, type: string): Promise<string> {
  if (maySave()) {
    save(name, new Blob([text], { type }));
    return 'Saved';
  }
  const outcome = await copyText(text);
  return outcome === 'Copied' ? 'Copied, since this page may not save files' : REFUSED;
}
