/**
 * Heavy parts of the asset that only some cards carry. A component asks for its
 * own by its wire type; who provides it differs between a page and a development server.
 */
export type SectionSource = (type: string) => Promise<unknown>;

let source: SectionSource = (type) => Promise.reject(new Error(`The section ${type} is not here.`));

export function provideSections(provided: SectionSource): void {
  source = provided;
}

export function section<T>(type: string): Promise<T> {
  return source(type) as Promise<T>;
}
