import { createOfType } from './createOfType';

export const createEmergency = createOfType('emergency');
