import type { Plugin } from 'vite';

export declare const FORMAT: 1;
export declare function encode(bytes: Uint8Array): string;
export declare function sha256(text: string): string;
export declare function toAscii(code: string): string;
export declare function wrapChunk(code: string, aliases?: Record<string, string>): string;
export declare function shortHash(component: {
  hash: (text: string) => string;
  css: string;
}): string;
export declare function directSvelte(): Plugin;
export declare function scriptOf(value: string): string;
