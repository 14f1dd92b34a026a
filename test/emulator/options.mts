import type { EmulatorOptions } from './types.mts';

export const DEFAULT_OPTIONS: Readonly<EmulatorOptions> = {
	port: 0,
	host: '127.0.0.1',
	tls: false,
	db: ':memory:',
	seed: 'demo',
	rows: {},
	latency: 0,
	serviceTime: 0,
	semaphores: 4,
	tokenLifetime: 0,
	refreshLifetime: 0,
	properties: {},
	faults: [],
	nodeClockSkew: [],
};
