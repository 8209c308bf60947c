import { MISSING } from './written';
import { formatNumber } from './number';

/**
 * A part of a whole in percent, with one decimal; a share of nothing is a dash. Only none reads as
 * 0.0%, and only all as 100.0%.
 */
export function formatShare(part: number, whole = 1): string {
  if (Number.isNaN(part) || Number.isNaN(whole) || whole === 0) return MISSING;
  return formatNumber(part / whole, '.1%');
}

/** A count with separated thousands: `12,345`; weighted counts keep two decimals at most. */
export function formatCount(count: number): string {
  const nearest = Math.round(count);
  return Math.abs(count - nearest) <= 1e-9 * Math.abs(count)
    ? formatNumber(nearest, ',d')
    : formatNumber(count, ',.2~f');
}
