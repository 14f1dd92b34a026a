import { createEmulator } from '../emulator/emulator.mts';
import type { Emulator, EmulatorOptions, Row } from '../emulator/types.mts';
import { N8n } from './n8n/n8n.mts';

/** A ServiceNow instance and an n8n that is signed in to it. */
export interface Stage {
	emulator: Emulator;
	n8n: N8n;
	/** Which of the records that would do an example takes, from 0. */
	nth?: number;
	/** The stored record, read past every access rule. */
	stored(table: string, where: Row): Row | undefined;
	/** Client credentials of an OAuth client of the seed. */
	clientCredentials(name?: string): Record<string, string>;
	close(): Promise<void>;
}

export async function stage(options: Partial<EmulatorOptions> = {}): Promise<Stage> {
	const emulator = await createEmulator(options);
	const n8n = new N8n();
	const clientCredentials = (name = 'Client credentials') => {
		const client = emulator.ready.oauth.find((candidate) => candidate.name === name);
		if (client === undefined) throw new Error(`The seed has no OAuth client "${name}"`);
		return {
			instance: emulator.url,
			grant: 'clientCredentials',
			clientId: client.client_id,
			clientSecret: client.client_secret,
		};
	};
	await n8n.signIn(clientCredentials());
	return {
		emulator,
		n8n,
		stored: (table, where) => emulator.store.one(table, where),
		clientCredentials,
		close: async () => await emulator.close(),
	};
}

/** Number of requests that reached the instance, its token endpoint included. */
export function requestCount({ emulator }: Stage): number {
	return emulator.stats().total;
}

/** A resource mapper's content. */
export function mapped(value: Record<string, unknown>): { mappingMode: string; value: Record<string, never> } {
	return { mappingMode: 'defineBelow', value: value as Record<string, never> };
}

/** A resource locator's content. */
export function by(mode: string, value: string) {
	return { __rl: true, mode, value };
}
