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
  /** What pages here were loaded anew for, of themselves, once for each time. */
  asked: string[];
  /** Whether the page that comes next was asked for by this one: no host is in vain there. */
  own?: boolean;
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
   * Load the page anew because of `reasons`, all of them at once: now, and then, if that did not help,
   * after 2, 4, 8 seconds, as many `times` as are allowed, whatever page comes. Not for those for
   * which it was loaded as often already.
   */
  ask(reasons: readonly string[], times?: number): void;
}

export function countReloads(page: string): Reloads {
  let memory: Memory;
  const pending = new Set<string>();
  let leaving = false;
  try {
    const { page: last, at = 0, vain = 0, asked = [], own = false } = recall();
    const waited = delayOf(vain);
    const again = last === page && Date.now() - at < PATIENCE + waited;
    memory = {
      page,
      at: Date.now(),
      vain: again ? vain + Number(!own) : 0,
      asked,
    };
    keep(memory);
  } catch {
    return { delay: 0, ask: () => undefined };
  }
  return {
    delay: delayOf(memory.vain),
    ask(reasons, times = 1) {
      const countOf = (reason: string) => memory.asked.filter((one) => one === reason).length;
      const open = reasons.filter((one) => !pending.has(one) && countOf(one) < times);
      if (open.length === 0) return;
      for (const one of open) pending.add(one);
      const count = Math.min(...open.map(countOf));
      setTimeout(
        () => {
          // Until it is gone, a page hears and asks on; a second load would break the first one off.
          if (leaving) return;
          memory.asked = [...memory.asked, ...pending].slice(-60);
          try {
            keep({ ...memory, own: true });
          } catch {
            return;
          }
          leaving = true;
          location.reload();
        },
        count === 0 ? 0 : 1000 * 2 ** count,
      );
    },
  };
}

/** The first time that a page comes again may be the reader's wish. */
function delayOf(vain: number): number {
  return vain < 2 ? 0 : Math.min(LONGEST, 1000 * 2 ** (vain - 1));
}
