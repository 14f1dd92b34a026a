/** Reading records: a column that a row does not have is as good as an empty one. */
import type { Row } from './types.mts';

export const cell = (row: Row | undefined, element: string): string => row?.[element] ?? '';

export const isSet = (row: Row | undefined, element: string): boolean => row?.[element] === 'true';
