export { formatChange, formatRelativeChange } from './change';
export { areOne, formatColumn } from './column';
export { formatNumber, read, withUnit } from './number';
export { formatCount, formatShare } from './share';
export { parseFormat } from './specifier';
export { MISSING } from './written';
