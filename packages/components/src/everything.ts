/** Registers every component there is: for stories and tests, which no page's chunks provide for. */
import * as guests from './guests';
import { entryOf, provideGuests, register, type ComponentModule } from './registry';

provideGuests(guests);

const modules = import.meta.glob<ComponentModule>('./components/*/index.ts', { eager: true });

/** The folder is the name: `components/confusion-matrix` shows `confusion_matrix`. */
export const types = Object.entries(modules).map(([path, module]) => {
  const type = (path.split('/').at(-2) ?? path).replaceAll('-', '_');
  register(type, entryOf(module));
  return type;
});
