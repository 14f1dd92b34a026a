import type { Scenario } from './scenario.mts';

const SIZES = [1, 50, 500];
/** Bytes that the built-in node keeps in memory are many times the file's: n8n would not survive the largest. */
const LARGE = 500;

/** Files of an incident, up and down. */
export const fileScenarios: Scenario[] = SIZES.flatMap((megabytes) =>
	(['upload', 'download'] as const).map(
		(way): Scenario => ({
			name: `${way} ${megabytes} MB`,
			way,
			items: 1,
			megabytes,
			in: ['far'],
			by: ['floor', 'node'],
			isLarge: megabytes >= LARGE,
		}),
	),
);
