/**
 * Whether a stored name is the one that is meant, as databases compare: without regard to case and to blanks around, and to accents unless
 * they tell two names apart (`accent`).
 */
export function sameName(stored: unknown, name: string, sensitivity: 'base' | 'accent' = 'base'): boolean {
	return typeof stored === 'string' && stored.trim().localeCompare(name.trim(), 'en', { sensitivity }) === 0;
}
