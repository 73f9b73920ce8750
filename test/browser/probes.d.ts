export function paleTexts(): { readonly text: string; readonly ratio: number }[];
export function nameless(): string[];
export function doubleIds(): string[];
export function misfits(): Readonly<Record<'small' | 'low' | 'wide', string[]>>;
export function pressEnter(field: unknown, init: { readonly keyCode?: number; readonly isComposing?: boolean }): void;
export function focusedId(): string;
export function hasLines(least: number): boolean;
