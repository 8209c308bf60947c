import { ahead, DAY, MINUTE, textsOf } from './time';

/**
 * Days and moments as names at an axis: `3 Nov`, `3 Nov 14:05`; with their year, where there are
 * several.
 */
export function momentTexts(moments: ArrayLike<number>, zone: string | undefined): string[] {
  const walls = Array.from(moments, (moment) => new Date(moment + ahead(moment, zone)));
  const years = new Set(walls.map((wall) => wall.getUTCFullYear()));
  const clocks = [DAY, MINUTE].find((step) => walls.every((wall) => wall.getTime() % step === 0));
  return walls.map((wall) => {
    const [day, year] = textsOf(wall, 'day');
    const [clock] = textsOf(wall, clocks === MINUTE ? 'minute' : 'second');
    const parts = [day, years.size > 1 && year, clocks !== DAY && clock];
    return parts.filter(Boolean).join(' ');
  });
}
