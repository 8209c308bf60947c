/**
 * How often this page was loaded anew in a row, kept in the history entry of its own frame: unlike the
 * storage of a session it is there in a sandbox, and two frames of one card do not share it.
 */
interface Memory {
  /** What page it was. */
  page: string;
  /** When it was loaded. */
  at: number;
  /** How often the host loaded it again and got the same page. */
  vain: number;
  /** What this page was loaded anew for, of itself, once for each time. */
  asked: string[];
}

const KEY = 'metaflow-card-kit';
const PATIENCE = 15_000;
const LONGEST = 64_000;

function recall(): Partial<Memory> {
  const state: unknown = history.state;
  const memory = (state as Record<string, unknown> | null)?.[KEY];
  return typeof memory === 'object' && memory !== null ? memory : {};
}

function keep(memory: Memory): void {
  history.replaceState({ ...(history.state as object | null), [KEY]: memory }, '');
}

export interface Reloads {
  /**
   * Milliseconds for which this page should claim nothing. The host loads it anew again and again,
   * since it has newer data than pages; 2, 4, 8 seconds and so on give it time. Zero is the usual case.
   */
  delay: number;
  /**
   * Load the page anew because of `reason`: at once, and then, if that did not help, after 2, 4, 8
   * seconds, as many `times` as are allowed. False when it will not be loaded for this any more.
   */
  ask(reason: string, times?: number): boolean;
}

export function countReloads(page: string): Reloads {
  let memory: Memory;
  let pending: string | undefined;
  try {
    const { page: last, at = 0, vain = 0, asked = [] } = recall();
    const waited = delayOf(vain);
    const again = last === page && Date.now() - at < PATIENCE + waited;
    memory = {
      page,
      at: Date.now(),
      vain: again ? vain + 1 : 0,
      asked: last === page ? asked : [],
    };
    keep(memory);
  } catch {
    return { delay: 0, ask: () => false };
  }
  return {
    delay: delayOf(memory.vain),
    ask(reason, times = 1) {
      const count = memory.asked.filter((one) => one === reason).length;
      if (count >= times) return false;
      if (reason === pending) return true;
      pending = reason;
      setTimeout(
        () => {
          memory.asked = [...memory.asked, reason].slice(-20);
          try {
            keep(memory);
          } catch {
            return;
          }
          location.reload();
        },
        count === 0 ? 0 : 1000 * 2 ** count,
      );
      return true;
    },
  };
}

/** The first time that a page comes again may be the reader's wish. */
function delayOf(vain: number): number {
  return vain < 2 ? 0 : Math.min(LONGEST, 1000 * 2 ** (vain - 1));
}
