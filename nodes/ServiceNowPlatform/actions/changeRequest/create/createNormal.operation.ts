import { createOfType } from './createOfType';

export const createNormal = createOfType('normal');
