/**
 * Put an element above all others, whatever clips or contains it. Browsers of before 2024 show
 * it without that, where it stands.
 */
export function openPopover(element: HTMLElement): void {
  if ('showPopover' in element && !element.matches(':popover-open')) element.showPopover();
}
